import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, open, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk of its own that can be filled to the last byte, until it is removed. */
export type SmallDisk = {
  folder: string;
  /** Fills it, but for so many bytes. */
  fill(but: { leaving: number }): Promise<void>;
  makeRoom(): Promise<void>;
  remove(): Promise<void>;
};

/** Mounts one in memory. Only root may: whoever is not is told so. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), "signpost-disk-"));
  const options = `size=${megabytes}m,mode=711`;
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", options, "signpost-test", folder]);
  if (mounted.status !== 0) {
    await rmdir(folder);
    throw new Error(
      `This test fills a small disk, and none could be mounted: ${mounted.stderr} Run the tests as root, in a container with the capability SYS_ADMIN.`,
    );
  }
  await chmod(folder, 0o711);
  const ballast = join(folder, "ballast");
  return {
    folder,
    async fill({ leaving }) {
      const file = await open(ballast, "w");
      try {
        for (let size = 1024 * 1024; size >= 512; ) {
          const written = await file.write(Buffer.alloc(size)).catch((problem) => {
            if (problem.code !== "ENOSPC") throw problem;
            return { bytesWritten: 0 };
          });
          if (written.bytesWritten < size) size /= 2;
        }
        const { size } = await file.stat();
        await file.truncate(size - leaving);
      } finally {
        await file.close();
      }
    },
    makeRoom: () => rm(ballast, { force: true }),
    async remove() {
      spawnSync("umount", ["--lazy", folder]);
      await rmdir(folder);
    },
  };
}
