#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "source/fault.h"
#include "source/listing.h"

/* An origin that only says how large its files are: as a revision can, with one object many times. */

typedef struct Heap {
	size_t files, bytes;
} Heap;

static int names_of(void *context, const Folder *f, Listing *l)
{
	const Heap *heap = context;
	(void)f;
	for (size_t i = 0; i < heap->files; i++) {
		Arena a = { 0 };
		bool more = listing_add(l, str_format(&a, "%zu.md", i), ENTRY_FILE, (EntryId){ 0 });
		arena_free(&a);
		if (!more)
			break;
	}
	return 0;
}

static int bytes_of(void *context, int worker, const Entry *e, Listing *l, Arena *a, Str *bytes)
{
	const Heap *heap = context;
	(void)worker, (void)e, (void)a;
	*bytes = STR("x");
	return listing_admit(l, heap->bytes);
}

static size_t listed(size_t count, size_t bytes, int jobs, const char *code)
{
	Heap heap = { count, bytes };
	const Origin origin = { &heap, names_of, bytes_of, .may_be_forged = true };
	Diag d = { 0 };
	Files files = sources_take(listing_open(&origin, (EntryId){ 0 }, STR("content"), &d), jobs, &d);
	size_t sound = files.count;
	assert_int_equal(d.count, code != NULL);
	if (code)
		assert_true(str_equal(d.problems[0].code, str_from(code)));
	files_drop(&files);
	diag_free(&d);
	return sound;
}

static void more_than_a_gibibyte_is_not_kept(void **state)
{
	(void)state;
	assert_int_equal(listed(256, FILES_BYTES_MAX, 1, NULL), 256);
	for (int jobs = 1; jobs < 4; jobs++)
		assert_int_equal(listed(257, FILES_BYTES_MAX, jobs, "folder-heavy"), 0);
}

static void more_than_two_hundred_thousand_names_are_not_read(void **state)
{
	(void)state;
	assert_int_equal(listed(FILES_ENTRIES_MAX, 1, 2, NULL), FILES_ENTRIES_MAX);
	assert_int_equal(listed(FILES_ENTRIES_MAX + 1, 1, 2, "folder-full"), 0);
}

static int too_much_of_one_folder(void *context, const Folder *f, Listing *l)
{
	names_of(context, f, l);
	return FAULT_OVERFLOW;
}

static void a_folder_may_be_too_much_before_it_is_read(void **state)
{
	(void)state;
	Heap heap = { 3, 1 };
	const Origin origin = { &heap, too_much_of_one_folder, bytes_of };
	Diag d = { 0 };
	Files files = sources_take(listing_open(&origin, (EntryId){ 0 }, STR("content"), &d), 1, &d);
	assert_int_equal(files.count, 0);
	assert_int_equal(d.count, 1);
	assert_true(str_equal(d.problems[0].code, STR("folder-full")));
	files_drop(&files);
	diag_free(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(more_than_a_gibibyte_is_not_kept),
		cmocka_unit_test(more_than_two_hundred_thousand_names_are_not_read),
		cmocka_unit_test(a_folder_may_be_too_much_before_it_is_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
