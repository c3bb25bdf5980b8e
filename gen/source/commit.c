#include "source/commit.h"

#include <strings.h>

#include "base/hex.h"
#include "source/object.h"

static bool take_id(Str *rest, Str name, uint8_t *id)
{
	return str_take(rest, name) && hex_take(rest, id, COMMIT_BYTES) &&
	       str_take(rest, STR("\n"));
}

static size_t count_parents(Str rest)
{
	uint8_t id[COMMIT_BYTES];
	size_t count = 0;
	while (take_id(&rest, STR("parent "), id))
		count++;
	return count;
}

/* Digits to the first other character; 0 where they are none, or too many for a commit. */
static int64_t time_of(Str digits)
{
	int64_t time = 0;
	for (size_t i = 0; i < digits.len && digits.ptr[i] >= '0' && digits.ptr[i] <= '9'; i++) {
		time = time * 10 + (digits.ptr[i] - '0');
		if (time > COMMIT_TIME_MAX)
			return 0;
	}
	return time;
}

/* "committer NAME <ADDRESS> SECONDS ZONE": a name may hold anything, even '>'. */
static int64_t committer_time(Str line)
{
	size_t at = line.len;
	while (at && line.ptr[at - 1] != '>')
		at--;
	return at ? time_of(str_trim(str_skip(line, at))) : 0;
}

static bool line_is_silent(Str line)
{
	Str value, key = str_trim(str_cut(line, ':', &value));
	value = str_trim(value);
	return key.len == 10 && strncasecmp(key.ptr, "Site-Touch", 10) == 0 && value.len == 2 &&
	       strncasecmp(value.ptr, "no", 2) == 0;
}

/* The title is no trailer, and a blank line begins another paragraph. */
static bool message_is_silent(Str message)
{
	bool silent = false, in_title = true;
	for (Str rest = str_trim(message); rest.len;) {
		Str line = str_trim(str_cut(rest, '\n', &rest));
		in_title = in_title && line.len;
		silent = line.len && (silent || (!in_title && line_is_silent(line)));
	}
	return silent;
}

bool commit_parse(Str bytes, Arena *a, CommitFacts *facts)
{
	Str rest = bytes;
	*facts = (CommitFacts){ 0 };
	if (!take_id(&rest, STR("tree "), facts->tree))
		return false;
	facts->parent_count = count_parents(rest);
	uint8_t *parents = (uint8_t *)arena_bytes(a, facts->parent_count * COMMIT_BYTES);
	for (size_t i = 0; i < facts->parent_count; i++)
		take_id(&rest, STR("parent "), parents + i * COMMIT_BYTES);
	facts->parents = parents;
	while (rest.len && *rest.ptr != '\n') {
		Str line = str_cut(rest, '\n', &rest);
		if (!facts->time && str_starts(line, STR("committer ")))
			facts->time = committer_time(line);
	}
	facts->silent = message_is_silent(rest);
	return true;
}

bool commit_read(Repository *repo, const uint8_t *id, Arena *a, CommitFacts *facts)
{
	Object o;
	if (!object_read_quick(repo, id, OBJECT_COMMIT, COMMIT_BYTES_MAX, &o))
		return false;
	bool sound = commit_parse(o.bytes, a, facts);
	object_drop(&o);
	return sound;
}
