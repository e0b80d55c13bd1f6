import { chromium } from "playwright";
import { browserArguments, findBrowser } from "#tests/support/browser.ts";
import type { Measure } from "./measure.ts";
import { startTownPortal } from "./portal-process.ts";
import { foundTown } from "./town.ts";

/** A browser that has nothing of the portal yet opens a lesson; the wire is watched until all is quiet. */
export const weightMeasure: Measure = {
  id: "weight",
  goal: { atMost: 40 },
  unit: "kB over the wire",
  async run(leftovers) {
    const town = await foundTown(leftovers, { size: 1, answered: () => 1 });
    const [reader] = town.residents;
    if (!reader) throw new Error("There is nobody to read.");
    const portal = await startTownPortal(leftovers, town);
    const executablePath = findBrowser();
    if (!executablePath) throw new Error("There is no Chromium. As root: apt-get install chromium");
    const browser = await chromium.launch({
      executablePath,
      args: browserArguments,
      // The run stops the browser itself, with all the rest.
      handleSIGINT: false,
      handleSIGTERM: false,
    });
    leftovers.defer(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const [name = "", value = ""] = reader.cookie.split("=");
    await context.addCookies([{ name, value, url: portal.url }]);
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    const requests = new Map<string, { url: string; type: string; bytes: number }>();
    await wire.send("Network.enable");
    wire.on("Network.requestWillBeSent", ({ requestId, request, type = "Other" }) => {
      requests.set(requestId, { url: request.url, type, bytes: 0 });
    });
    wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const request = requests.get(requestId);
      if (request) request.bytes = encodedDataLength;
    });
    await page.goto(`${portal.url}/training/${town.track.lessons[0]?.slug}`, {
      waitUntil: "networkidle",
    });

    const all = [...requests.values()];
    const kilobytes = (of: typeof all) => of.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
    const foreign = all.filter(({ url }) => new URL(url).origin !== portal.url);
    return {
      value: kilobytes(all),
      beside: [
        { name: "requests", value: all.length, unit: "", goal: { atMost: 5 } },
        { name: "of others", value: foreign.length, unit: "", goal: { atMost: 0 } },
        {
          name: "script",
          value: kilobytes(all.filter(({ type }) => type === "Script")),
          unit: "kB",
          goal: { atMost: 10 },
        },
      ],
      detail: {
        each: all.map(({ url, bytes }) => `${new URL(url).pathname} ${bytes}`).join(", "),
      },
    };
  },
};
