#include "site/site.h"

#include "site/state.h"

Reader site_reader(const Site *site, const Source *src, Arena *a, Arena *scratch, Diag *d)
{
	return (Reader){ .written = { .src = src,
		                      .arena = a,
		                      .diag = d,
		                      .today = site->today,
		                      .channels = &site->vocabulary.lists[CHANNELS] },
		         .vocabulary = &site->vocabulary,
		         .scratch = scratch };
}

static bool calls_off(const Record *r)
{
	return r->kind == KIND_NOTICE && r->as.notice.cancels.dates.count && r->state != STATE_HIDDEN;
}

const Record *const *site_cancelling(const Site *site, Arena *a)
{
	size_t room = 0, count = 0;
	for (size_t i = 0; i < site->record_count; i++)
		room += calls_off(site->records[i]);
	const Record **notices = NEW_ARRAY(a, const Record *, room + 1);
	for (size_t i = 0; i < site->record_count; i++)
		if (calls_off(site->records[i]))
			notices[count++] = site->records[i];
	return notices;
}

bool record_body(const Site *site, const Record *r, Arena *a, Diag *d, Str *body)
{
	const Keeping *keeping = &site->keeping;
	Source whole = { .path = r->src->path };
	bool mended = keeping->mended && keeping->mended(keeping->context, r->src);
	*body = r->body;
	return (!r->body_unread && !mended) ||
	       (keeping->read(keeping->context, r->src, a, d, &whole.bytes) && record_body_of(&whole, d, body));
}

void site_drop(const Site *site)
{
	Arena home = site->arenas[0];
	for (int i = 1; i <= site->workers; i++)
		arena_free((Arena *)&site->arenas[i]);
	arena_free(&home);
}
