/*
 * What the files of keys share; nobody else includes this.
 *
 *   keys_make.c     what all keys know: areas, the base
 *   keys_record.c   what a record is made of, and what others show of it
 *   keys.c          the key of each kind of output
 *
 * A key is the hash of what was put into a Buf: the functions here put more
 * behind what is there.
 */
#ifndef RENDER_KEYS_INNER_H
#define RENDER_KEYS_INNER_H

#include "render/keys.h"

/* What pages of an area are made of; lists by kind, in their order. */
typedef struct AreaKeys {
	Hash said;                             /* crumbs, whom to ask */
	uint64_t inside[KINDS], around[KINDS]; /* lines, and what leads */
	uint64_t agenda;
} AreaKeys;

struct Keys {
	const Press *press;
	Hash base;
	const Hash *cards;         /* what other pages may show of each record, by its number */
	uint64_t addresses;        /* of every page */
	const AreaKeys *areas;     /* by number */
	const uint64_t *agenda;    /* what a list by days shows of each item of the city's agenda */
	const uint64_t *languages; /* of the addresses in each */
	uint64_t english;          /* of all names in English, which are in no line */
	Hash calling_off;          /* the notices that do */
	Hash searched;             /* what search/pairs-N.json are made from */
};

/* Keys never leave the machine: a number is its bytes in memory. */
static inline void key_hash(Buf *b, Hash h)
{
	buf_str(b, (Str){ (const char *)&h, sizeof(h) });
}

static inline void key_number(Buf *b, uint64_t n)
{
	buf_str(b, (Str){ (const char *)&n, sizeof(n) });
}

static inline void key_text(Buf *b, Str s)
{
	key_number(b, s.len);
	buf_str(b, s);
}

static inline void key_day(Buf *b, Day day)
{
	key_number(b, (uint64_t)(uint32_t)day);
}

/* In order: two that changed places make another one. */
static inline uint64_t key_folded(uint64_t fold, uint64_t next)
{
	return fold * 0x9e3779b97f4a7c15 + next;
}

static inline Hash key_done(const Buf *b, size_t from)
{
	return hash_bytes(str_skip(buf_text(b), from));
}

/* A frame with all that is in it. */
void key_value(Buf *b, const Value *v);

/* For Keys.cards; `b` is as it was. */
Hash key_card_hash(const Press *press, const Record *r, Buf *b);
/* What other pages may show of a record, which may be NULL. */
void key_card(Buf *b, const Keys *keys, const Record *r);
typedef void KeyVisit(Buf *b, const Keys *keys, const Record *r);
/* Every record that this one names. */
void key_visit_named(Buf *b, const Keys *keys, const Record *r, KeyVisit *visit);
/* A contact may stand for a record whose own contact stands for another. */
void key_card_and_named(Buf *b, const Keys *keys, const Record *r);
/* Most days are as planned; what the plan is stands in the record's own file. */
void key_occurrence(Buf *b, const Keys *keys, const Event *e, const Occurrence *o);
/* All outputs of a record are made of the same things. */
Hash key_of_record(const Keys *keys, Desk *desk, const Record *r);

#endif
