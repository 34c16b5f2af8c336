import { describe, expect, it } from 'vitest';
import { effectiveKind, type KindFacts } from '../../../server/method/effective-kind.ts';
import { suggestKindAtSolve } from '../../../server/method/kind-at-solve.ts';
import type { AnswerState, ResolutionCode } from '../../../server/method/kinds.ts';

describe('suggestKindAtSolve', () => {
  it.each<[ResolutionCode | null, AnswerState | null, string, string, string]>([
    ['linked_article', null, 'knowledge_gap', 'high', 'resolution_code'],
    ['explained', null, 'knowledge_gap', 'high', 'resolution_code'],
    ['wrote_article', null, 'knowledge_gap', 'high', 'resolution_code'],
    ['code_change', null, 'functionality_issue', 'high', 'resolution_code'],
    ['config_change', null, 'functionality_issue', 'high', 'resolution_code'],
    ['data_fix', null, 'functionality_issue', 'high', 'resolution_code'],
    ['incident_over', 'not_knowledge', 'functionality_issue', 'high', 'resolution_code'],
    ['done_for_user', null, 'other', 'medium', 'resolution_code'],
    ['forwarded', 'not_knowledge', 'other', 'medium', 'resolution_code'],
    ['no_action', null, 'other', 'medium', 'resolution_code'],
    ['cannot_replicate', null, 'undetermined', 'low', 'resolution_code'],
    ['cannot_replicate', 'article', 'knowledge_gap', 'high', 'answer_state'],
    [null, 'article', 'knowledge_gap', 'high', 'answer_state'],
    [null, 'no_article', 'knowledge_gap', 'high', 'answer_state'],
    [null, 'not_knowledge', 'undetermined', 'low', 'nothing'],
    [null, null, 'undetermined', 'low', 'nothing'],
    ['code_change', 'article', 'undetermined', 'low', 'mixed'],
    ['data_fix', 'no_article', 'undetermined', 'low', 'mixed'],
    ['done_for_user', 'article', 'undetermined', 'low', 'mixed'],
    ['linked_article', 'not_knowledge', 'undetermined', 'low', 'mixed'],
    ['duplicate_of', null, 'undetermined', 'low', 'duplicate_of'],
  ])('reads %s with %s', (resolution_code, answer_state, kind, confidence, reason) => {
    expect(suggestKindAtSolve({ resolution_code, answer_state })).toEqual({ kind, confidence, reason });
  });
});

describe('effectiveKind', () => {
  const plain: KindFacts = {
    id: 't',
    kind_confirmed: null,
    kind_suggested_1: null,
    resolution_code: null,
    answer_state: null,
    duplicate_of: null,
  };
  const fault = { kind: 'functionality_issue', confidence: 'medium' } as const;

  it.each<[string, Partial<KindFacts>, string, string, string]>([
    ['nothing known', {}, 'undetermined', 'low', 'none'],
    ['KIND-1 from medium on', { kind_suggested_1: fault }, 'functionality_issue', 'medium', 'suggested_1'],
    [
      'KIND-1 when it is not sure',
      { kind_suggested_1: { kind: 'other', confidence: 'low' } },
      'undetermined',
      'low',
      'none',
    ],
    [
      'KIND-2 before KIND-1',
      { kind_suggested_1: fault, answer_state: 'article' },
      'knowledge_gap',
      'high',
      'suggested_2',
    ],
    [
      'KIND-1 when KIND-2 is not sure',
      { kind_suggested_1: fault, resolution_code: 'cannot_replicate' },
      'functionality_issue',
      'medium',
      'suggested_1',
    ],
    [
      'a contradiction before KIND-1',
      { kind_suggested_1: fault, resolution_code: 'code_change', answer_state: 'article' },
      'undetermined',
      'low',
      'mixed',
    ],
    [
      'an agent before everything',
      { kind_confirmed: 'other', resolution_code: 'code_change', answer_state: 'article' },
      'other',
      'high',
      'confirmed',
    ],
  ])('takes %s', (_what, change, kind, confidence, kind_source) => {
    expect(effectiveKind({ ...plain, ...change })).toEqual({ kind, confidence, kind_source });
  });

  describe('for a duplicate', () => {
    const duplicate = (id: string, duplicate_of: string, change: Partial<KindFacts> = {}): KindFacts => ({
      ...plain,
      id,
      duplicate_of,
      resolution_code: 'duplicate_of',
      ...change,
    });
    const among =
      (...tickets: KindFacts[]) =>
      (id: string) =>
        tickets.find((ticket) => ticket.id === id);

    it('follows the chain to its end', () => {
      const end = { ...plain, id: 'c', resolution_code: 'done_for_user' as const };
      const find = among(duplicate('b', 'c'), end);
      expect(effectiveKind(duplicate('a', 'b'), find)).toEqual({
        kind: 'other',
        confidence: 'medium',
        kind_source: 'suggested_2',
      });
    });

    it('takes what an agent confirmed on the original as sure', () => {
      const find = among({ ...plain, id: 'b', kind_confirmed: 'knowledge_gap' });
      expect(effectiveKind(duplicate('a', 'b'), find)).toMatchObject({ kind: 'knowledge_gap', confidence: 'high' });
    });

    it('counts a merged ticket without a resolution as a duplicate, one with a resolution by it', () => {
      const find = among({ ...plain, id: 'b', kind_confirmed: 'other' });
      expect(effectiveKind(duplicate('a', 'b', { resolution_code: null }), find).kind).toBe('other');
      expect(effectiveKind(duplicate('a', 'b', { resolution_code: 'explained' }), find).kind).toBe('knowledge_gap');
    });

    it('falls back on its own words when the original is missing or undetermined', () => {
      const own = { kind_suggested_1: fault };
      expect(effectiveKind(duplicate('a', 'gone', own)).kind_source).toBe('suggested_1');
      expect(effectiveKind(duplicate('a', 'b', own), among({ ...plain, id: 'b' })).kind_source).toBe('suggested_1');
    });

    it('ends where tickets point at each other', () => {
      const find = among(duplicate('a', 'b'), duplicate('b', 'a', { kind_suggested_1: fault }));
      expect(effectiveKind(duplicate('a', 'b'), find).kind).toBe('functionality_issue');
      expect(effectiveKind(duplicate('a', 'a'), among(duplicate('a', 'a'))).kind).toBe('undetermined');
    });
  });
});
