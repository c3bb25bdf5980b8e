#include "render/plan_inner.h"

#include <string.h>

#include "base/hash.h"

enum { FIRST_SLOTS = 256, ROOM_PER_AREA = 200, ROOM_PER_RECORD = 5, ROOM_SPARE = 64 };

/* A first guess that fits the usual site, so that little is copied. */
static size_t room_for(const Site *site)
{
	return site->area_count * ROOM_PER_AREA + site->record_count * ROOM_PER_RECORD + ROOM_SPARE;
}

static void grow(Plan *plan)
{
	size_t room = plan->room ? plan->room + plan->room / 4 : room_for(plan->press->site);
	Output *outputs = NEW_ARRAY(plan->arena, Output, room);
	uint32_t *groups = NEW_ARRAY(plan->arena, uint32_t, room);
	if (plan->count) {
		memcpy(outputs, plan->outputs, plan->count * sizeof(*outputs));
		memcpy(groups, plan->groups, plan->group_count * sizeof(*groups));
	}
	plan->outputs = outputs;
	plan->groups = groups;
	plan->room = room;
}

void plan_add(Plan *plan, Output output, bool new_group)
{
	if (plan->count == plan->room)
		grow(plan);
	if (new_group || !plan->group_count)
		plan->groups[plan->group_count++] = (uint32_t)plan->count;
	output.path.ptr = str_terminated(output.path, plan->arena);
	plan->outputs[plan->count++] = output;
	arena_reset(&plan->scratch, (ArenaMark){ 0 });
}

OutputGroup plan_group(const Plan *plan, size_t n)
{
	size_t until = n + 1 < plan->group_count ? plan->groups[n + 1] : plan->count;
	return (OutputGroup){ plan->outputs + plan->groups[n], plan->outputs + until };
}

static void plan_scope(Plan *plan, OutputScope scope, const Area *area, const Record *record)
{
	for (const OutputKind *kind = plan->kinds; kind->name; kind++)
		if (kind->scope == scope && (kind->is_data || !plan->press->skip.all_but_data))
			kind->plan(plan, kind, area, record);
}

/* Where a slot for the path is, or where it belongs. */
static uint32_t *slot_of(const Plan *plan, Str path)
{
	size_t mask = plan->slot_count - 1;
	for (size_t at = (size_t)hash_text(path) & mask;; at = (at + 1) & mask) {
		uint32_t output = plan->slots[at];
		if (!output || str_equal(plan->outputs[output - 1].path, path))
			return &plan->slots[at];
	}
}

/* Where people see what wants an address: its record's file, or the sort of page. */
static Str wanted_by(const Plan *plan, const Output *out)
{
	const Record *r = out->kind->scope == OF_RECORD ? out->of.record : NULL;
	return r ? str_format(plan->arena, "%.*s:%u", STR_ARG(r->src->path), r->pos.line)
	         : str_from(out->kind->name);
}

/* An old address that leads to a record gives way to a page. */
static bool is_old_address(const Output *out)
{
	return str_equal(str_from(out->kind->name), STR("moved"));
}

static void report_twice(const Plan *plan, const Output *first, const Output *second)
{
	bool turned = is_old_address(first) && !is_old_address(second);
	const Output *at = turned ? first : second, *other = turned ? second : first;
	const Record *r = at->kind->scope == OF_RECORD ? at->of.record : NULL;
	Source nowhere = { .path = at->path };
	Pos pos = !r ? (Pos){ 0 } : is_old_address(at) ? record_place(r, "aliases") : r->pos;
	diag_error(plan->diag, r ? r->src : &nowhere, pos, "address-twice",
	           ARGS(at->path, wanted_by(plan, other)),
	           _("the address '{0}' is already that of {1}"),
	           _("give the record another id, or take the old address away"));
}

static void index_paths(Plan *plan)
{
	plan->slot_count = FIRST_SLOTS;
	while (plan->slot_count * 3 < plan->count * 4)
		plan->slot_count *= 2;
	plan->slots = NEW_ARRAY(plan->arena, uint32_t, plan->slot_count);
	for (size_t i = 0; i < plan->count; i++) {
		uint32_t *slot = slot_of(plan, plan->outputs[i].path);
		/* Two pages of one address have been told when both are Japanese. */
		if (*slot && !(plan->outputs[i].language && plan->outputs[*slot - 1].language))
			report_twice(plan, &plan->outputs[*slot - 1], &plan->outputs[i]);
		else if (!*slot)
			*slot = (uint32_t)(i + 1);
	}
}

const Output *plan_find(const Plan *plan, Str path)
{
	uint32_t output = *slot_of(plan, path);
	return output ? &plan->outputs[output - 1] : NULL;
}

/* Of it alone, as if there were no other. */
static Plan plan_of_record(const Plan *all, const Press *press, const Record *r, Arena *a)
{
	Plan plan = { .arena = a, .press = press, .kinds = all->kinds, .outputs = NEW_ARRAY(a, Output, ROOM_PER_RECORD),
		      .groups = NEW_ARRAY(a, uint32_t, ROOM_PER_RECORD), .room = ROOM_PER_RECORD };
	plan_scope(&plan, OF_RECORD, r->area, r);
	plan_languages(&plan);
	arena_free(&plan.scratch);
	return plan;
}

bool plan_fits(const Plan *plan, const Press *press, const Record *old, const Record *r)
{
	Arena scratch = { 0 };
	const Plan was = plan_of_record(plan, plan->press, old, &scratch);
	const Plan is = plan_of_record(plan, press, r, &scratch);
	bool same = was.count == is.count;
	for (size_t i = 0; same && i < is.count; i++)
		same = was.outputs[i].kind == is.outputs[i].kind && str_equal(was.outputs[i].path, is.outputs[i].path);
	arena_free(&scratch);
	return same;
}

const Plan *plan_make(const Press *press, const OutputKind *kinds, Arena *run, Diag *d)
{
	const Site *site = press->site;
	Plan *plan = NEW(run, Plan);
	*plan = (Plan){ .arena = run, .press = press, .kinds = kinds, .diag = d };
	if (site->area_count) {
		plan_scope(plan, OF_SITE, site->areas[0], NULL);
		for (size_t i = 0; i < site->area_count; i++)
			plan_scope(plan, OF_AREA, site->areas[i], NULL);
		for (size_t i = 0; i < site->record_count; i++)
			plan_scope(plan, OF_RECORD, site->records[i]->area, site->records[i]);
		plan_languages(plan);
		plan_scope(plan, OF_PLAN, site->areas[0], NULL);
	}
	arena_free(&plan->scratch);
	index_paths(plan);
	return plan;
}
