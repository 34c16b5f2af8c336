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
    ['theme', 'blue', 'auto'],
    ['color', 'red', ''],
    ['color', '#12345', ''],
    ['position', 'top', 'right'],
    ['storage', 'forever', 'tab'],
    ['gate', 'on', 'search-first'],
    ['locale', 'English please', ''],
    ['site', 'no spaces', 'default'],
    ['reportErrors', 'yes', 'off'],
    ['mail', 'the desk', ''],
  ])('%s="%s" is named once with what is allowed, and "%s" is used', (name, wrong, otherwise) => {
    const { config, warnings } = parse({ [name]: wrong });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(new RegExp(`data-[a-z-]+="${wrong}" should be .+; "${otherwise}" is used`));
    if (name === 'site' || name === 'color') expect(config[name]).toBe(otherwise);
  });

  it('that are no selector are named too', () => {
    expect(parse({ openOn: '[[' }).warnings).toEqual([
      'Fingerpost: data-open-on="[[" should be a CSS selector; "" is used',
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
