#include "cmd/deliver.h"

/* Texts that shrink: pictures are packed already, and what is pasted into SNS fits one packet as it is. */
static bool is_packable(Str path)
{
	return !str_ends(path, STR("/share.txt")) &&
	       !str_ends(path, STR(".png")) && !str_ends(path, STR(".jpg")) && !str_ends(path, STR(".jpeg")) &&
	       !str_ends(path, STR(".pdf"));
}

static Str packed_path(Str path, Arena *scratch)
{
	return STR_CONCAT(scratch, path, STR(".gz"));
}

bool deliver(Stage *s, Packer *p, DeliverOptions how, Str path, Str bytes, Arena *scratch)
{
	bool new = stage_put_lasting(s, path, bytes);
	if (how.plain || !is_packable(path))
		return new;
	Str beside = packed_path(path, scratch);
	if (!new && how.trusts && stage_keep(s, beside))
		return new;
	if (!p->gzip)
		p->gzip = gzip_make(&p->arena);
	Str packed = gzip_render(p->gzip, bytes, scratch);
	if (packed.len < bytes.len)
		stage_put(s, beside, packed);
	else
		stage_let_go(s, beside);
	return new;
}

bool deliver_nothing(Stage *s, DeliverOptions how, Str path, Arena *scratch)
{
	if (!stage_keep_lasting(s, path))
		return false;
	if (!how.plain && is_packable(path))
		stage_keep(s, packed_path(path, scratch));
	return true;
}

void packer_drop(Packer *p)
{
	arena_free(&p->arena);
}
