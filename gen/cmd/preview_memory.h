/*
 * What a preview knows of the files it has read, so that a save costs little
 * more than the file that was saved.
 *
 *   MemoryView *v = memory_look(m, today);                 what one edition is made of
 *   Files f = memory_read(v, sources, chronicle, d);       changed files from the disk, all others from memory
 *   SiteOptions.keeping = memory_keeping(v);
 *   if (memory_falls_short(v, &files, d)) ... memory_read once more, after memory_doubt(v)
 *   memory_learn(v, &files, site, d);                      what was said, and of what
 *   if (memory_mend(v, sources, chronicle, &m)) ... nothing but a few texts has been saved since
 *   memory_close(v);                                       when the edition is shown no more
 *
 * As between two builds (recall.h): of a record's own file in which nothing
 * was wrong the fields are kept packed, and its text is neither decoded nor
 * checked again while it is the same, and so is all that it may name. A file
 * that has something to tell is read whole each time.
 *
 * Bytes are kept as they were read: an edition that is still shown while its
 * files are being broken shows them as they were.
 *
 * Where only texts of records were saved below their fields, nothing is loaded
 * anew: a page asks for the text when it is made (record_body), and the view
 * has the new one.
 */
#ifndef CMD_PREVIEW_MEMORY_H
#define CMD_PREVIEW_MEMORY_H

#include "cmd/chronicle.h"
#include "site/site.h"

enum { MENDED_MOST = 16 };

typedef struct PreviewMemory PreviewMemory;
typedef struct MemoryView MemoryView;
typedef struct Known Known;

/* The files, by number, that were saved, and what was known of them. */
typedef struct Mended {
	uint32_t numbers[MENDED_MOST];
	Known *before[MENDED_MOST];
	size_t count;
	bool fields;                           /* of some not the text alone: the site has to be loaded anew */
} Mended;

/* Lives in the arena; memory_forget gives back what it holds. */
PreviewMemory *memory_open(int jobs, Arena *a);
void           memory_forget(PreviewMemory *m);

MemoryView *memory_look(PreviewMemory *m, Day today);
Files       memory_read(MemoryView *v, Sources *s, Chronicle *c, Diag *d);
Keeping     memory_keeping(MemoryView *v);
/* The bytes of a file that was read in this view. */
Str         memory_bytes(const MemoryView *v, uint32_t number);
bool        memory_falls_short(const MemoryView *v, const Files *files, const Diag *d);
/* Nothing is taken from memory but bytes. */
void        memory_doubt(MemoryView *v);
/* Whether texts that were not read would still say nothing. */
bool        memory_knows_texts(const MemoryView *v, const Site *site);
void        memory_learn(MemoryView *v, const Files *files, const Site *site, const Diag *d);
/*
 * Whether since this view was read nothing has been saved but a few records' own files; then they are the view's from
 * now on. Where it is their texts alone, and nothing was wrong in them, the site need not be loaded anew. `now` has
 * been looked at.
 */
bool        memory_mend(MemoryView *v, Sources *now, Chronicle *c, Mended *m);
/* Of one of these, borrowed from the view: for ahead_make. */
File        memory_file(const MemoryView *v, Chronicle *c, uint32_t number);
/* As before that: something is wrong in one of them, so they have to be read whole. */
void        memory_unmend(MemoryView *v, const Mended *m);
void        memory_close(MemoryView *v);

#endif
