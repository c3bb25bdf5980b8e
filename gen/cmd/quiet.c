#include "cmd/quiet.h"

#include <fcntl.h>
#include <string.h>

#include "base/map.h"
#include "cmd/deliver.h"
#include "format/yaml.h"
#include "publish/folder.h"
#include "render/address.h"
#include "render/board.h"
#include "render/near.h"
#include "render/outputs.h"
#include "render/plain.h"
#include "render/search.h"
#include "render/view.h"
#include "site/check_record.h"
#include "site/state.h"

enum { TEXTS_MOST = 16, NAMED_MOST = 1000, PUBLISHED_MOST = 64 << 20 };

/* A page that was made. */
typedef struct Made {
	const Output *out;
	Str bytes;
} Made;

typedef struct Quiet {
	Recall *recall;
	Walk *walk;
	Sources *sources;
	Arena arena;
	Diag diag;
	size_t changed[TEXTS_MOST], changed_count;
	Hash hashes[TEXTS_MOST];               /* of their bytes when their fields were compared */
	Map numbers;                           /* id → its file's number + 1, of files of one record */
	bool *wanted;                          /* by number */
	size_t *queue, queued;
	Made *made;
	size_t made_count;
} Quiet;

/* What has changed. */

static bool is_kept(const Quiet *q, size_t number)
{
	const Hash *hash = &q->recall->files[number].hash;
	return hash->high || hash->low;
}

static bool has_same_fields(Quiet *q, size_t number, const MemoFile *last)
{
	Arena scratch = { 0 };
	Source src = { .path = q->sources->paths[number] };
	Buf packed = { .arena = &scratch };
	bool same = sources_read_one(q->sources, number, &scratch, &q->diag, &src.bytes) &&
	            record_pack(&src, &scratch, &packed) && packed.len == last->front.len &&
	            hash_text(buf_text(&packed)) == last->front.hash;
	MemoFile *file = &q->recall->files[number];
	file->blob = chronicle_mark(&q->walk->chronicle, src.bytes);
	q->hashes[q->changed_count] = hash_bytes(src.bytes);
	arena_free(&scratch);
	return same;
}

/* Where a repository tells of the files, this one must have been of today already: else other pages tell its day. */
static bool has_same_day(const Quiet *q, size_t number, const MemoFile *last)
{
	Chronicle *c = &q->walk->chronicle;
	return !c->repo || (last->changed == c->today &&
	                    chronicle_is_edited(c, q->sources->paths[number], q->recall->files[number].blob));
}

static bool add_changed(Quiet *q, size_t number)
{
	const MemoFile *last = memo_file(&q->recall->last, q->sources->paths[number]);
	if (!last || !last->front.len || last->told || q->changed_count == TEXTS_MOST)
		return false;
	if (!has_same_fields(q, number, last) || !has_same_day(q, number, last))
		return false;
	MemoFile *file = &q->recall->files[number];
	file->front = last->front;
	file->changed = last->changed;
	file->always = last->always;
	memcpy(file->shown, last->shown, sizeof(file->shown));
	q->changed[q->changed_count++] = number;
	return true;
}

static bool find_changed(Quiet *q)
{
	const Recall *r = q->recall;
	size_t content = q->sources->count, all = content + q->walk->layout_sources->count;
	if (!r->last.file_count || r->last.file_count != all || r->last.today != r->next.today ||
	    !hash_equal(r->last.chronicle, r->next.chronicle))
		return false;
	for (size_t i = 0; i < all; i++)
		if (!is_kept(q, i) && (i >= content || !add_changed(q, i)))
			return false;
	return q->changed_count > 0;
}

/* What its pages show. */

static bool is_changed_file(const Quiet *q, size_t number)
{
	for (size_t i = 0; i < q->changed_count; i++)
		if (q->changed[i] == number)
			return true;
	return false;
}

static bool is_own(const Quiet *q, size_t number)
{
	return q->recall->files[number].front.len > 0;
}

static void want(Quiet *q, size_t number)
{
	if (q->wanted[number])
		return;
	q->wanted[number] = true;
	q->queue[q->queued++] = number;
}

static Str stem(Str path)
{
	for (size_t at; (at = str_find_byte(path, '/')) < path.len;)
		path = str_skip(path, at + 1);
	return str_sub(path, 0, str_find_byte(path, '.'));
}

static void index_ids(Quiet *q)
{
	q->numbers = (Map){ .arena = &q->arena };
	map_reserve(&q->numbers, q->sources->count);
	for (size_t i = 0; i < q->sources->count; i++)
		if (is_own(q, i))
			map_put(&q->numbers, stem(q->sources->paths[i]), (void *)(uintptr_t)(i + 1));
}

static bool is_of_id(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* Every word that is an id, wherever it stands: one too many does no harm. */
static void want_named(Quiet *q, Str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		while (at < text.len && is_of_id(text.ptr[at]))
			at++;
		uintptr_t number = at > from ? (uintptr_t)map_find(&q->numbers, str_sub(text, from, at)) : 0;
		if (number)
			want(q, number - 1);
		at += at == from;
	}
}

/* Of a record that is only named no text is shown. */
static void want_named_in(Quiet *q, size_t number, bool whole)
{
	Arena scratch = { 0 };
	Source src = { .path = q->sources->paths[number] };
	Str front, body;
	uint32_t front_line, body_line;
	if (sources_read_one(q->sources, number, &scratch, &q->diag, &src.bytes) &&
	    yaml_split(&src, &q->diag, &front, &front_line, &body, &body_line))
		want_named(q, whole ? src.bytes : front);
	arena_free(&scratch);
}

/* The file itself, and those of what its pages offer beside it. */
static void want_shown(Quiet *q, size_t number)
{
	want(q, number);
	for (size_t i = 0; i < MEMO_SHOWN; i++) {
		uint32_t shown = q->recall->files[number].shown[i];
		if (shown && shown <= q->sources->count)
			want(q, shown - 1);
	}
}

static bool want_all(Quiet *q)
{
	size_t count = q->sources->count;
	q->wanted = NEW_ARRAY(&q->arena, bool, count);
	q->queue = NEW_ARRAY(&q->arena, size_t, count);
	index_ids(q);
	for (size_t i = 0; i < count; i++)
		if (!is_own(q, i) || q->recall->files[i].always)
			want(q, i);
	for (size_t i = 0; i < q->changed_count; i++)
		want_shown(q, q->changed[i]);
	size_t common = q->queued;
	for (size_t i = 0; i < q->queued && q->queued < common + NAMED_MOST; i++)
		if (is_own(q, q->queue[i]))
			want_named_in(q, q->queue[i], is_changed_file(q, q->queue[i]));
	return q->queued < common + NAMED_MOST && !q->diag.count;
}

static Files read_wanted(Quiet *q)
{
	Files files = sources_read(q->sources, q->wanted, q->walk->options->jobs, &q->diag);
	File *items = (File *)files.items;
	size_t kept = 0;
	for (size_t i = 0; i < files.count; i++)
		if (q->wanted[items[i].number]) {
			items[kept] = items[i];
			items[kept].changed = q->recall->files[items[i].number].changed;
			kept++;
		}
	files.count = kept;
	return files;
}

/* Somebody may have saved once more meanwhile, and other fields this time. */
static bool are_as_compared(const Quiet *q)
{
	const Files *files = &q->walk->content;
	size_t same = 0;
	for (size_t i = 0; i < files->count; i++)
		for (size_t n = 0; n < q->changed_count; n++)
			same += files->items[i].number == q->changed[n] &&
			        hash_equal(files->items[i].hash, q->hashes[n]);
	return same == q->changed_count;
}

/* Its pages. */

static bool is_changed(const Quiet *q, const Record *r)
{
	return r && is_changed_file(q, ((const File *)r->src)->number);
}

static void make_pages(Quiet *q)
{
	const Plan *plan = q->walk->plan;
	Desk desk = { .press = q->walk->press, .plan = plan };
	const Output *last = NULL;
	q->made = NEW_ARRAY(&q->arena, Made, plan->count);
	for (size_t i = 0; i < plan->count; i++) {
		const Output *out = &plan->outputs[i];
		if (out->kind->scope != OF_RECORD || !is_changed(q, out->of.record))
			continue;
		if (last && last->of.record != out->of.record)
			desk_clear(&desk);
		last = out;
		q->made[q->made_count++] = (Made){ out, str_copy(output_render(&desk, out), &q->arena) };
		desk_clear_page(&desk);
	}
	diag_merge(&q->diag, &desk.diag);
	desk_free(&desk);
}

/* Of changed records those whose texts are searched in that file. */
static Selection searched_in(Quiet *q, const Output *out)
{
	const Site *site = q->walk->site;
	const Record **records = NEW_ARRAY(&q->arena, const Record *, q->changed_count);
	size_t count = 0;
	for (size_t i = 0; i < site->record_count; i++)
		if (is_changed(q, site->records[i]) &&
		    search_text_file(site, site->records[i]->id) == (size_t)out->list)
			records[count++] = site->records[i];
	return (Selection){ records, count };
}

static bool read_published(Quiet *q, Str path, Str *bytes)
{
	Str whole = STR_CONCAT(&q->arena, q->walk->options->out, STR("/"), path);
	return !file_read(AT_FDCWD, str_terminated(whole, &q->arena), PUBLISHED_MOST, &q->arena, bytes);
}

/* A text is searched, too: its line in a published file of them is made anew. */
static bool make_searched(Quiet *q)
{
	const Plan *plan = q->walk->plan;
	Desk desk = { .press = q->walk->press, .plan = plan };
	bool sound = true;
	for (size_t i = 0; i < plan->count && sound; i++) {
		const Output *out = &plan->outputs[i];
		if (out->kind->render != render_search_text)
			continue;
		Selection records = searched_in(q, out);
		Str published;
		Buf bytes = { .arena = &q->arena };
		if (!records.count)
			continue;
		sound = read_published(q, out->path, &published) &&
		        search_text_again(&desk, records.items, records.count, published, &bytes);
		q->made[q->made_count++] = (Made){ out, buf_text(&bytes) };
	}
	diag_merge(&q->diag, &desk.diag);
	desk_free(&desk);
	return sound;
}

/* The 版 of a flyer stands on the 貼る・はがす表 of its district, too, once for each board. */

static Made *made_at(const Quiet *q, Str path)
{
	for (size_t i = 0; i < q->made_count; i++)
		if (str_equal(q->made[i].out->path, path))
			return &q->made[i];
	return NULL;
}

static size_t boards_of(const Site *site, const Area *area)
{
	size_t count = 0;
	for (size_t i = 0; i < site->boards.count; i++)
		count += site->boards.items[i].area == area;
	return count;
}

/* How often it was there. */
static size_t replace(Buf *b, Str text, Str from, Str to)
{
	size_t count = 0;
	for (size_t at; (at = str_find(text, from)) < text.len; count++) {
		buf_str(b, str_sub(text, 0, at));
		buf_str(b, to);
		text = str_skip(text, at + from.len);
	}
	buf_str(b, text);
	return count;
}

/* A layout may tell it more often, or another flyer have the same one: then all is made anew. */
static bool make_planned_for(Quiet *q, const Output *out, Str was, Str is)
{
	Made *made = made_at(q, out->path);
	Str last;
	Buf bytes = { .arena = &q->arena };
	if (made)
		last = made->bytes;
	else if (!read_published(q, out->path, &last))
		return false;
	size_t count = replace(&bytes, last, was, is);
	if (!count)
		return true;
	if (!made)
		made = &q->made[q->made_count++];
	*made = (Made){ out, buf_text(&bytes) };
	return count == boards_of(q->walk->site, out->area);
}

static bool make_planned_of(Quiet *q, const Record *r)
{
	const Plan *plan = q->walk->plan;
	Str path = flyer_text_path(r, &q->arena), was;
	const Made *flyer = made_at(q, path);
	if (!flyer || !area_has_boards(q->walk->site, r->area))
		return true;
	if (!read_published(q, path, &was))
		return false;
	Str old = plain_edition(was), new = plain_edition(flyer->bytes);
	if (!old.len || !new.len)
		return false;
	for (size_t i = 0; i < plan->count; i++)
		if (plan->outputs[i].kind->render == render_board_plan && plan->outputs[i].area == r->area)
			return make_planned_for(q, &plan->outputs[i], old, new);
	return true;
}

static bool make_planned(Quiet *q)
{
	const Site *site = q->walk->site;
	for (size_t i = 0; i < site->record_count; i++)
		if (is_changed(q, site->records[i]) && !make_planned_of(q, site->records[i]))
			return false;
	return true;
}

static bool make_all(Quiet *q)
{
	if (!walk_load_part(q->walk, read_wanted(q), &q->diag) || !are_as_compared(q))
		return false;
	const Site *site = q->walk->site;
	for (size_t i = 0; i < site->record_count; i++)
		if (is_changed(q, site->records[i]))
			check_record(site, &q->walk->content, site->records[i], &q->diag);
	make_pages(q);
	return make_searched(q) && make_planned(q) && !q->diag.count;
}

static bool put_all(Quiet *q, Stage *stage)
{
	Packer packer = { 0 };
	DeliverOptions how = { .plain = q->walk->options->skip_gzip, .trusts = true };
	if (!stage_keep_all(stage))
		return false;
	for (size_t i = 0; i < q->made_count; i++)
		deliver(stage, &packer, how, q->made[i].out->path, q->made[i].bytes, &q->arena);
	packer_drop(&packer);
	return true;
}

static void forget_key(MemoKey *keys, size_t count, uint64_t path)
{
	for (size_t i = 0; i < count; i++)
		if (keys[i].path == path)
			keys[i].key = 0;
}

/* The keys of what was made are not known: a build of the whole makes them once more. */
static void forget_keys(Quiet *q)
{
	Recall *r = q->recall;
	size_t count = r->last.key_count;
	MemoKey *keys = NEW_ARRAY(&r->arena, MemoKey, count);
	if (count)
		memcpy(keys, r->last.keys, count * sizeof(*keys));
	for (size_t i = 0; i < q->made_count; i++)
		forget_key(keys, count, hash_text(q->made[i].out->path));
	r->next.keys = keys;
	r->next.key_count = count;
}

/* Only now: until the commit, what is not known of a file makes a build of the whole read it. */
static void note_hashes(Quiet *q)
{
	for (size_t i = 0; i < q->changed_count; i++)
		q->recall->files[q->changed[i]].hash = q->hashes[i];
}

static bool build(Quiet *q, Stage *stage, StageCount *count, Diag *d)
{
	Recall *r = q->recall;
	if (!find_changed(q) || !want_all(q) || !make_all(q) || !put_all(q, stage))
		return false;
	recall_problems(r, d);
	if (stage_commit(stage, count, d) && !r->walk->options->dry_run) {
		note_hashes(q);
		forget_keys(q);
		recall_end(r, stage, d);
	}
	return true;
}

bool quiet_build(Recall *r, Stage *stage, StageCount *count, Diag *d)
{
	Quiet q = { .recall = r, .walk = r->walk, .sources = r->walk->content_sources };
	bool done = !d->count && build(&q, stage, count, d);
	if (!done)
		walk_restart(r->walk);
	diag_free(&q.diag);
	arena_free(&q.arena);
	return done;
}

/* For the next build. */

static void note_always(Recall *r, const Record *record)
{
	if (record)
		r->files[((const File *)record->src)->number].always = true;
}

static void note_area(Recall *r, const Area *area)
{
	for (size_t i = 0; i < area->first_contact.count; i++)
		note_always(r, area->first_contact.items[i].consultation.record);
	note_always(r, area->report_to.consultation.record);
}

static void note_shown(MemoFile *file, const Press *press, const Record *record)
{
	const Near *near = &press->near[record->number];
	_Static_assert((int)NEAR_MOST <= (int)MEMO_SHOWN, "the memo has room for all that is shown");
	memset(file->shown, 0, sizeof(file->shown));
	for (size_t i = 0; i < near->count; i++)
		file->shown[i] = (uint32_t)((const File *)near->items[i]->src)->number + 1;
}

static void note_record(Recall *r, const Record *record, const News *news)
{
	bool window = record->kind == KIND_CONSULTATION && record->as.consultation.handed_over_by_count;
	bool has_news = news && news->latest && news->latest[record->number];
	MemoFile *file = &r->files[((const File *)record->src)->number];
	file->told |= record->related_count || window || has_news || !state_has_page(record->state);
	file->always |= record->kind == KIND_NOTICE && record->as.notice.cancels.dates.count;
	note_shown(file, r->walk->press, record);
}

void quiet_note(Recall *r)
{
	const Site *site = r->walk->site;
	for (size_t i = 0; i < r->walk->content_sources->count; i++)
		r->files[i].always = r->files[i].told = false;
	for (size_t i = 0; i < site->area_count; i++)
		note_area(r, site->areas[i]);
	for (size_t i = 0; i < site->layers.count; i++)
		for (size_t n = 0; n < site->layers.items[i].divisions.count; n++)
			note_always(r, site->layers.items[i].divisions.items[n].consultation.record);
	for (size_t i = 0; i < site->record_count; i++)
		note_record(r, site->records[i], r->walk->news);
}
