import { describe, expect, it } from 'vitest';
import { parseEmbedConfig } from '../../widget/embed-config.ts';
import { ATTRIBUTE_NAMES, nameWrongAttributes } from '../../widget/host/name-wrong.ts';

/** What the app uses, and what is said of the attributes. */
function parse(attributes: Record<string, string>) {
  const warnings: string[] = [];
  nameWrongAttributes(attributes, (text) => warnings.push(text));
  return { config: { ...parseEmbedConfig(attributes) } as Record<string, string | undefined>, warnings };
}

describe('the attributes of the script element', () => {
  it('are exactly those that the documentation names', () => {
    const names = 'site locale theme color position launcher label open-on storage gate audience report-errors mail';
    expect(ATTRIBUTE_NAMES).toEqual(names.split(' ').map((name) => `data-${name}`));
  });

  it('have defaults, and nothing is said about them', () => {
    expect(parse({})).toEqual({ config: { site: 'default', color: '' }, warnings: [] });
  });

  it('are taken as they are when they are right', () => {
    const given = { site: 'shop', locale: 'pt-BR', theme: 'dark', color: '#FC0', position: 'left', launcher: 'none' };
    const more = { storage: 'none', gate: 'off', audience: 'bakers', openOn: '.help > a, #help', mail: 'a@b.example' };
    expect(parse({ ...given, ...more })).toEqual({
      config: expect.objectContaining({ ...given, ...more }),
      warnings: [],
    });
    expect(parse({ reportErrors: '', label: '\u52a9\u3051' }).warnings).toEqual([]);
  });

  it.each([
    ['theme', 'blue', 'auto or light or dark; "auto" is used'],
    ['color', 'red', 'a colour such as #14624c or #164; it is left out'],
    ['color', '#12345', 'a colour such as #14624c or #164; it is left out'],
    ['position', 'top', 'left or right; "right" is used'],
    ['storage', 'forever', 'tab or none; "tab" is used'],
    ['gate', 'on', 'search-first or off; "search-first" is used'],
    ['locale', 'English please', 'a language tag such as de or pt-BR; it is left out'],
    ['site', 'no spaces', 'the key of a site in the settings; "default" is used'],
    ['reportErrors', 'yes', 'on or off; "off" is used'],
    ['mail', 'the desk', 'an address of mail such as help@example.com; it is left out'],
    ['label', 'x'.repeat(41), 'at most 40 characters; it is left out'],
  ])('%s="%s" is named once with what is allowed, in words, and what is used instead', (name, wrong, allowed) => {
    const { config, warnings } = parse({ [name]: wrong });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^Fingerpost: data-[a-z-]+="/);
    expect(warnings[0]).toContain(`"${wrong}" should be ${allowed}`);
    if (name === 'site' || name === 'color') expect(config[name]).toBe(name === 'site' ? 'default' : '');
  });

  it('that are no selector are named too', () => {
    expect(parse({ openOn: '[[' }).warnings).toEqual([
      'Fingerpost: data-open-on="[[" should be a CSS selector; it is left out',
    ]);
  });

  it('that look like ours are named with the nearest; those of others are left alone', () => {
    expect(parse({ colour: '#fff', openon: 'a', reportError: 'on' }).warnings).toEqual([
      'Fingerpost: there is no attribute data-colour; did you mean data-color?',
      'Fingerpost: there is no attribute data-openon; did you mean data-open-on?',
      'Fingerpost: there is no attribute data-report-error; did you mean data-report-errors?',
    ]);
    expect(parse({ cfasync: 'false', turboTrack: 'reload', nscript: 'after' }).warnings).toEqual([]);
  });
});
