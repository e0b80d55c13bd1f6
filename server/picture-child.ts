import { buffer } from "node:stream/consumers";
import sharp from "sharp";

// Run as a process of its own: a picture comes in, a small one without metadata goes out. The status says why
// there is none: 2 too many points, 3 unreadable, 4 too much memory.
const mostPoints = 50_000_000;
const mostMemory = 1024 * 1024 * 1024;

const [tooManyPoints, unreadable, tooMuchMemory] = [2, 3, 4];

setInterval(() => {
  if (process.memoryUsage.rss() > mostMemory) process.exit(tooMuchMemory);
}, 20).unref();

// Only the four formats, whatever else the library could be talked into.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Nsgif"].map((format) => `VipsForeignLoad${format}`),
});
sharp.cache(false);
sharp.concurrency(1);

const bytes = await buffer(process.stdin);
try {
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  if (width * height > mostPoints) process.exit(tooManyPoints);
  const picture = await sharp(bytes, { limitInputPixels: mostPoints, sequentialRead: true })
    .autoOrient()
    .resize({ width: 2000, height: 2000, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 82 })
    .toBuffer();
  process.stdout.end(picture);
} catch {
  process.exit(unreadable);
}
