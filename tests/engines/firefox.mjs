// Firefox for firefox.py: reads a command from each line, ["name", value], and answers each with a line.

import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const settings = JSON.parse(process.argv[2]);
const [width, height] = settings.phone;
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: settings.path,
  defaultViewport: { width, height },
  extraPrefsFirefox: { "javascript.enabled": settings.scripts },
  protocolTimeout: settings.patience * 1000,
});
const page = await browser.newPage();

const commands = {
  open: async (address) => void (await page.goto(address)),
  press: ([x, y]) => page.mouse.click(x, y),
  type: (text) => page.keyboard.type(text),
  back: async () => void (await page.goBack()),
  evaluate: (script) => page.evaluate(script),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, value] = JSON.parse(line);
  console.log(JSON.stringify(await answer(name, value)));
}
await browser.close();

async function answer(name, value) {
  try {
    return { value: await commands[name](value) };
  } catch (error) {
    return { failed: String(error) };
  }
}
