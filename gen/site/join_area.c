#include "site/join_inner.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "site/apart.h"
#include "site/find.h"
#include "site/singletons.h"

/* "houkatsu:sakaecho", or NULL. */
static const Division *division_at(const Site *site, Str written)
{
	Str id, layer = str_cut(written, ':', &id);
	for (size_t i = 0; i < site->layers.count; i++) {
		if (!str_equal(site->layers.items[i].id, layer))
			continue;
		for (size_t n = 0; n < site->layers.items[i].divisions.count; n++)
			if (str_equal(site->layers.items[i].divisions.items[n].id, id))
				return &site->layers.items[i].divisions.items[n];
	}
	return NULL;
}

static const Area *area_written(const Site *site, Str written)
{
	const Area *area = area_at(site, written);
	for (size_t i = 0; !area && i < site->area_count; i++)
		if (str_equal(site->areas[i]->name, written) || str_equal(site->areas[i]->short_name, written))
			area = site->areas[i];
	return area;
}

/* 芝久保町, 芝久保町3丁目: the first of the areas that have the town. */
static const Area *area_with_town(const Site *site, Str written)
{
	for (size_t i = 0; i < site->area_count; i++)
		for (size_t p = 0; !site->areas[i]->child_count && p < site->areas[i]->towns.count; p++)
			if (str_starts(written, site->areas[i]->towns.items[p].name))
				return site->areas[i];
	return NULL;
}

/* 芝久保 for 芝久保小: the first of the smallest areas whose short name begins so. */
static Str area_beginning(const Site *site, Str written)
{
	for (size_t i = 0; utf8_count(written) > 1 && i < site->area_count; i++)
		if (!site->areas[i]->child_count && str_starts(site->areas[i]->short_name, written))
			return site->areas[i]->path;
	return (Str){ 0 };
}

static bool means_city(Str written)
{
	static const Str words[] = { STR_INIT("全市"), STR_INIT("市内"), STR_INIT("市内全域"), STR_INIT("市全域"),
		                     STR_INIT("市内全部"), STR_INIT("全域"), STR_INIT("全地域") };
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_equal(written, words[i]))
			return true;
	return false;
}

static Str path_of_area(const void *site, Str part)
{
	const Area *area = area_written(site, part);
	return area ? area->path : area_beginning(site, part);
}

static void unknown_area(const Joining *j, Str written, Pos at)
{
	Str division;
	str_cut(written, ':', &division);
	if (j->site->areas_unread || unsound_may_be(&j->site->divisions_doubted, division))
		return;
	Str *paths = NEW_ARRAY(j->arena, Str, j->site->area_count + 1);
	for (size_t i = 0; i < j->site->area_count; i++)
		paths[i] = j->site->areas[i]->path;
	const Area *home = area_with_town(j->site, written);
	Str nearest = home ? home->path : str_nearest(written, paths, j->site->area_count);
	if (!nearest.len)
		nearest = area_beginning(j->site, written);
	Str apart = names_apart(written, path_of_area, j->site, j->arena);
	diag_error(j->diag, j->src, at, "area-unknown", ARGS(written, apart.len ? apart : nearest),
	           _("there is no area '{0}'"),
	           apart.len            ? _("write several with half-width signs: [{1}]")
	           : means_city(written) ? _("for the whole city, put the file into the folder of its kind right "
	                                     "below content, and take this line away")
	           : nearest.len        ? _("did you mean '{1}'?")
	                                : _("write its folders, as in seibu/shibakubo"));
}

/* The smallest areas that a division touches; `areas` NULL: only how many. */
static size_t areas_of_division(const Site *site, const Division *division, const Area **areas)
{
	size_t count = 0;
	for (size_t i = 0; i < site->area_count; i++) {
		if (site->areas[i]->child_count || !town_parts_meet(&site->areas[i]->towns, &division->towns))
			continue;
		if (areas)
			areas[count] = site->areas[i];
		count++;
	}
	return count;
}

/* Most records name an area or two: room for all of a city at each of them would be more than all else. */
static size_t area_room(const Site *site, const Texts *written)
{
	size_t room = 0;
	for (size_t i = 0; i < written->count; i++) {
		const Division *division = division_at(site, written->items[i]);
		room += division ? areas_of_division(site, division, NULL) : 1;
	}
	return room;
}

Served join_area_list(const Joining *j, const Texts *written, Pos at)
{
	const Site *site = j->site;
	size_t areas = 0, divisions = 0;
	if (!written->count)
		return (Served){ 0 };
	const Area **area_list = NEW_ARRAY(j->arena, const Area *, area_room(site, written) + 1);
	const Division **division_list = NEW_ARRAY(j->arena, const Division *, written->count + 1);
	for (size_t i = 0; i < written->count; i++) {
		const Division *division = division_at(site, written->items[i]);
		const Area *area = division ? NULL : area_written(site, written->items[i]);
		if (area) {
			area_list[areas++] = area;
		} else if (division) {
			division_list[divisions++] = division;
			areas += areas_of_division(site, division, area_list + areas);
		} else {
			unknown_area(j, written->items[i], pos_of_word(j->src->bytes, at, written->items[i]));
		}
	}
	return (Served){ area_list, division_list };
}

static void join_first_contacts(Site *site, const Area *area, Diag *d)
{
	Arena scratch = { 0 };
	const Joining j = { site, NULL, area->src, &scratch, d };
	for (size_t i = 0; i < area->first_contact.count; i++) {
		FirstContact *first = &area->first_contact.items[i];
		bool known = !first->layer.len;
		for (size_t n = 0; n < site->layers.count; n++)
			known |= str_equal(site->layers.items[n].id, first->layer);
		if (!known)
			diag_error(d, area->src, first->pos, "layer-unknown", ARGS(first->layer),
			           _("there is no layer '{0}'"),
			           _("write the name of a file in layers/, without .yaml"));
		if (first->consultation.id.len)
			join_ref_kind(&j, &first->consultation, KIND_CONSULTATION);
		else if (!first->layer.len)
			diag_error(d, area->src, first->pos, "first-contact-empty", NO_ARGS,
			           _("this first contact names nobody"), _("add consultation: ID"));
	}
	Ref *report = (Ref *)&area->report_to.consultation;
	if (report->id.len)
		join_ref_kind(&j, report, KIND_CONSULTATION);
	arena_free(&scratch);
}

static void join_boards(Site *site)
{
	for (size_t i = 0; i < site->boards.count; i++) {
		Board *board = (Board *)&site->boards.items[i];
		board->area = board_area(site, board->chome);
	}
}

void join_areas(Site *site, Diag *d)
{
	join_boards(site);
	for (size_t i = 0; i < site->area_count; i++)
		join_first_contacts(site, site->areas[i], d);
	for (size_t i = 0; i < site->layers.count; i++) {
		Layer *layer = &site->layers.items[i];
		Arena scratch = { 0 };
		const Joining j = { site, NULL, layer->src, &scratch, d };
		for (size_t n = 0; n < layer->divisions.count; n++)
			if (layer->divisions.items[n].consultation.id.len)
				join_ref_kind(&j, &layer->divisions.items[n].consultation, KIND_CONSULTATION);
		arena_free(&scratch);
	}
}
