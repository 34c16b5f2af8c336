// Writes a small knowledge base whose articles hold all that an article can hold: pictures, a film, code, tables, links.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { Browser } from 'playwright-core';

/** A PNG of one colour. */
export function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 160);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A film of some seconds, made by the browser itself. */
async function filmOf(browser: Browser, seconds: number): Promise<Buffer> {
  const page = await browser.newPage();
  const bytes = await page.evaluate(async (ms) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
    const brush = canvas.getContext('2d') as CanvasRenderingContext2D;
    let hue = 0;
    const paint = setInterval(() => {
      hue += 7;
      brush.fillStyle = `hsl(${hue} 60% 50%)`;
      brush.fillRect(0, 0, 320, 180);
    }, 40);
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const ended = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    await new Promise((resolve) => setTimeout(resolve, ms));
    recorder.stop();
    await ended;
    clearInterval(paint);
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  }, seconds * 1_000);
  await page.close();
  return Buffer.from(bytes);
}

const LONG_LINE = `npm run -s fingerpost -- search --kb ./articles --queries ${'questions-'.repeat(8)}.jsonl`;

/** Gives the folder; the first article is `pay-an-invoice`. */
export async function writeRichKb(browser: Browser): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-rich-kb-'));
  mkdirSync(join(folder, 'billing'));
  const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, 'billing', name), content);
  put('wide.png', pngOf(1_200, 600));
  put('small.png', pngOf(24, 24));
  put('pay.webm', await filmOf(browser, 4));
  put('pay.vtt', 'WEBVTT\n\n00:00.000 --> 00:04.000\nChoose Pay now.\n');
  put(
    'pay-an-invoice.md',
    `---
title: Pay an invoice
video: {src: pay.webm, captions: pay.vtt, minutes: 1}
related: [refund-rules]
---

Open the invoice and choose **Pay now** ![the button](small.png).

![The invoice with its Pay now button at the lower right](wide.png)

See [what a credit note is](refund-rules.md#credit-notes) and [the law](https://example.com/law).

## By the command line

\`\`\`sh
pay --invoice 4182
\`\`\`

\`\`\`sh
${LONG_LINE}
\`\`\`

## What it costs

| kind of card and where it was issued | share of the amount | fixed part | takes |
|---|---|---|---|
| a card of the same country | 1.4 % | 0.25 EUR | two working days |
| a card of another country | 2.9 % | 0.25 EUR | five working days |
`,
  );
  put(
    'refund-rules.md',
    `# Refund rules\n\n${'You can give the whole amount back.\n\n'.repeat(20)}## Credit notes\n\nA credit note stands beside the invoice.\n\n${'It is numbered.\n\n'.repeat(20)}`,
  );
  return folder;
}
