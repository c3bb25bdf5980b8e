#include "source/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/parallel.h"
#include "base/utf8.h"
#include "source/name.h"

enum { FIRST_ROOM = 1024, TRIES_MAX = 16 };

/* One file that will be read. */
typedef struct Entry {
	Str path;        /* as shown, in NFC */
	const char *raw; /* beneath the root, as the disk has it */
} Entry;

typedef struct Tree {
	int root;
	bool has_openat2;
	Diag *diag;
	Arena kept;    /* paths of files: they become those of the Files */
	Arena scratch; /* names of the folders being listed */
	Arena lists;   /* entries, and raw names that are not NFC */
	Entry *entries;
	size_t count, room, seen;
} Tree;

/* A folder on the way down. */
typedef struct Folder {
	Str shown, raw;
	int depth;
} Folder;

typedef struct Name {
	Str text;           /* in NFC */
	Str raw;            /* terminated */
	unsigned char type; /* DT_REG, DT_DIR … */
} Name;

typedef struct Names {
	Name *items;
	size_t count, room;
	bool may_clash; /* one has a capital, or is not NFC */
} Names;

/* Opening beneath the root, without links. */

static int try_openat2(int root, const char *path, int flags)
{
	struct open_how how = {
		.flags = (uint64_t)flags,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
	};
	long fd = -1;
	for (int tries = 0; tries < TRIES_MAX; tries++) {
		fd = syscall(SYS_openat2, root, path, &how, sizeof(how));
		if (fd >= 0 || (errno != EINTR && errno != EAGAIN))
			break;
	}
	return (int)fd;
}

/* Part by part, for kernels before 5.6 and for sandboxes that do not know openat2. */
static int open_by_parts(int root, const char *path, int flags)
{
	int at = root;
	for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
		char part[FILES_NAME_MAX + 1];
		size_t len = (size_t)(slash - path);
		if (len >= sizeof(part)) {
			errno = ENAMETOOLONG;
			break;
		}
		memcpy(part, path, len);
		part[len] = '\0';
		int next = openat(at, part, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		int reason = errno;
		if (at != root)
			close(at);
		errno = reason;
		at = next;
		if (at < 0)
			return -1;
	}
	int fd = strchr(path, '/') ? -1 : openat(at, path, flags);
	int reason = errno;
	if (at != root)
		close(at);
	errno = reason;
	return fd;
}

static int open_beneath(const Tree *t, const char *path, int flags)
{
	flags |= O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC;
	return t->has_openat2 ? try_openat2(t->root, path, flags)
	                      : open_by_parts(t->root, path, flags);
}

/* Why something cannot be read. */

enum { FAULT_KIND = -1, FAULT_SIZE = -2, FAULT_CHANGED = -3 };

static const char *reason_of(int fault)
{
	switch (fault) {
	case EACCES:
	case EPERM: return _("no permission");
	case ENOENT: return _("it does not exist");
	case ENOTDIR: return _("it is not a folder");
	case EIO: return _("the disk fails");
	case EMFILE:
	case ENFILE: return _("too many files are open");
	case FAULT_CHANGED: return _("it changed at this moment");
	}
	const char *reason = strerrordesc_np(fault);
	return reason ? reason : _("unknown reason");
}

static void tell(Diag *d, Str path, const char *code, const char *message, const char *hint)
{
	const Source place = { .path = path };
	diag_error(d, &place, (Pos){ 0 }, code, ARGS(path), message, hint);
}

static void tell_fault(Diag *d, Str path, int fault)
{
	switch (fault) {
	case ELOOP:
		tell(d, path, "file-link",
		     _("this is a link to another place, and links are not followed"),
		     _("put the file itself here"));
		break;
	case FAULT_KIND:
		tell(d, path, "file-kind", _("this is neither a file nor a folder"),
		     _("delete it"));
		break;
	case FAULT_SIZE:
		tell(d, path, "file-size", _("this file is larger than 4 MiB"),
		     _("split the text over several files, or save the picture smaller"));
		break;
	default:
		diag_world(d, path, "file-unreadable", ARGS(path, str_from(reason_of(fault))),
		           _("'{0}' cannot be read: {1}"),
		           _("check the permissions and the disk, then try again"));
	}
}

/* Listing. */

static unsigned char type_of(int folder, const struct dirent *e)
{
	struct stat facts;
	if (e->d_type != DT_UNKNOWN)
		return e->d_type;
	if (fstatat(folder, e->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
		return DT_REG; /* opening it will tell why */
	return (unsigned char)IFTODT(facts.st_mode);
}

static bool is_left_alone(Str name)
{
	return *name.ptr == '.' || str_ends(name, STR("~"));
}

static void add_name(Tree *t, Names *n, Str name, unsigned char type)
{
	if (n->count == n->room) {
		size_t room = n->room ? n->room * 2 : 64;
		Name *grown = NEW_ARRAY(&t->scratch, Name, room);
		if (n->count)
			memcpy(grown, n->items, n->count * sizeof(*grown));
		n->items = grown;
		n->room = room;
	}
	Str raw = { str_terminated(name, &t->scratch), name.len };
	Str text = utf8_nfc(raw, &t->scratch);
	n->items[n->count++] = (Name){ text, raw, type };
	for (size_t i = 0; i < name.len; i++)
		n->may_clash |= name.ptr[i] >= 'A' && name.ptr[i] <= 'Z';
	n->may_clash |= text.ptr != raw.ptr;
}

static void read_names(Tree *t, DIR *folder, Str shown, Names *n)
{
	for (const struct dirent *e; errno = 0, (e = readdir(folder));) {
		Str name = str_from(e->d_name);
		if (t->seen++ >= FILES_ENTRIES_MAX)
			return;
		if (!is_left_alone(name) && name_check(name, shown, t->diag))
			add_name(t, n, name, type_of(dirfd(folder), e));
	}
	if (errno)
		tell_fault(t->diag, shown, errno);
}

/* A folder sorts as its name with '/' behind it: going down in this order gives sorted paths. */
static int by_path(const void *left, const void *right)
{
	const Name *a = left, *b = right;
	size_t common = a->text.len < b->text.len ? a->text.len : b->text.len;
	int order = memcmp(a->text.ptr, b->text.ptr, common);
	if (order)
		return order;
	int x = a->text.len > common ? (unsigned char)a->text.ptr[common]
	        : a->type == DT_DIR  ? '/'
	                             : 0;
	int y = b->text.len > common ? (unsigned char)b->text.ptr[common]
	        : b->type == DT_DIR  ? '/'
	                             : 0;
	return x != y ? x - y : str_compare(a->raw, b->raw);
}

static int compare_folded(Str a, Str b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = strncasecmp(a.ptr, b.ptr, common);
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int by_folded(const void *left, const void *right)
{
	const Name *a = *(Name *const *)left, *b = *(Name *const *)right;
	int order = compare_folded(a->text, b->text);
	return order ? order : str_compare(a->raw, b->raw);
}

static void tell_clash(const Tree *t, Str shown, const Name *a, const Name *b)
{
	Arena *w = &t->diag->arena;
	Str first = name_spelled(a->raw, w), second = name_spelled(b->raw, w);
	const Source place = { .path = STR_CONCAT(w, shown, STR("/"), second) };
	diag_error(t->diag, &place, (Pos){ 0 }, "name-twice", ARGS(first, second),
	           _("'{0}' and '{1}' are the same name on Windows and macOS"),
	           _("rename or delete one of them"));
}

/* Of names that are one on other computers the first stays: a path occurs once. */
static void refuse_clashes(Tree *t, Str shown, Names *n)
{
	if (!n->may_clash)
		return;
	Name **sorted = NEW_ARRAY(&t->scratch, Name *, n->count);
	for (size_t i = 0; i < n->count; i++)
		sorted[i] = &n->items[i];
	qsort(sorted, n->count, sizeof(*sorted), by_folded);
	for (size_t i = 1, first = 0; i < n->count; i++) {
		if (compare_folded(sorted[first]->text, sorted[i]->text) != 0) {
			first = i;
			continue;
		}
		tell_clash(t, shown, sorted[first], sorted[i]);
		sorted[i]->text = (Str){ 0 };
	}
	size_t left = 0;
	for (size_t i = 0; i < n->count; i++)
		if (n->items[i].text.len)
			n->items[left++] = n->items[i];
	n->count = left;
}

static Str joined(Arena *a, Str folder, Str name)
{
	Str parts[] = { folder, STR("/"), name, STR("\0") };
	size_t from = folder.len ? 0 : 2;
	Str path = str_join(a, parts + from, 4 - from, (Str){ 0 });
	return (Str){ path.ptr, path.len - 1 };
}

/* Pictures come from cameras, which like capitals. */
static bool is_known(Str name)
{
	static const struct {
		Str ending;
		bool any_case;
	} endings[] = {
		{ STR_INIT(".md") },        { STR_INIT(".yaml") },      { STR_INIT(".txt") },
		{ STR_INIT(".mustache") },  { STR_INIT(".css") },       { STR_INIT(".js") },
		{ STR_INIT(".svg") },       { STR_INIT(".jpg"), true }, { STR_INIT(".jpeg"), true },
		{ STR_INIT(".png"), true },
	};
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		Str ending = endings[i].ending;
		if (name.len <= ending.len)
			continue;
		Str end = str_skip(name, name.len - ending.len);
		if (str_equal(end, ending) ||
		    (endings[i].any_case && compare_folded(end, ending) == 0))
			return true;
	}
	return false;
}

static void add_entry(Tree *t, const Folder *in, const Name *name)
{
	if (t->count == t->room) {
		size_t room = t->room ? t->room * 2 : FIRST_ROOM;
		Entry *grown = NEW_ARRAY(&t->lists, Entry, room);
		if (t->count)
			memcpy(grown, t->entries, t->count * sizeof(*grown));
		t->entries = grown;
		t->room = room;
	}
	Str path = joined(&t->kept, in->shown, name->text);
	size_t beneath = name->raw.len + (in->raw.len ? in->raw.len + 1 : 0);
	const char *tail = path.len >= beneath ? path.ptr + path.len - beneath : NULL;
	Str raw = joined(&t->scratch, in->raw, name->raw);
	if (!tail || memcmp(tail, raw.ptr, raw.len) != 0)
		tail = str_terminated(raw, &t->lists);
	t->entries[t->count++] = (Entry){ path, tail };
}

static void take_file(Tree *t, const Folder *in, const Name *name)
{
	if (is_known(name->text)) {
		add_entry(t, in, name);
		return;
	}
	const Source place = { .path = joined(&t->scratch, in->shown, name->text) };
	diag_warning(t->diag, &place, (Pos){ 0 }, "file-ending", ARGS(name->text),
	             _("files like '{0}' are not read"),
	             _("known endings are .md .yaml .txt .mustache .css .js .svg .jpg .png; rename "
	               "it or delete it"));
}

static void list_folder(Tree *t, const Folder *f);

static void take_folder(Tree *t, const Folder *in, const Name *name)
{
	const Folder f = { joined(&t->scratch, in->shown, name->text),
		           joined(&t->scratch, in->raw, name->raw), in->depth + 1 };
	if (f.depth > FILES_DEPTH_MAX)
		tell(t->diag, f.shown, "folder-deep", _("folders lie inside each other too deep"),
		     _("move this folder further up; 16 is the limit"));
	else
		list_folder(t, &f);
}

static void take_name(Tree *t, const Folder *in, const Name *name)
{
	switch (name->type) {
	case DT_REG: take_file(t, in, name); break;
	case DT_DIR: take_folder(t, in, name); break;
	default:
		tell_fault(t->diag, joined(&t->scratch, in->shown, name->text),
		           name->type == DT_LNK ? ELOOP : FAULT_KIND);
	}
}

static bool names_of(Tree *t, const Folder *f, Names *n)
{
	int fd = open_beneath(t, f->raw.len ? f->raw.ptr : ".", O_DIRECTORY);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	if (!folder) {
		tell_fault(t->diag, f->shown, errno);
		if (fd >= 0)
			close(fd);
		return false;
	}
	read_names(t, folder, f->shown, n);
	closedir(folder);
	return true;
}

static void list_folder(Tree *t, const Folder *f)
{
	ArenaMark mark = arena_mark(&t->scratch);
	Names n = { 0 };
	if (t->seen <= FILES_ENTRIES_MAX && names_of(t, f, &n) && n.count) {
		refuse_clashes(t, f->shown, &n);
		qsort(n.items, n.count, sizeof(*n.items), by_path);
		for (size_t i = 0; i < n.count; i++)
			take_name(t, f, &n.items[i]);
	}
	arena_reset(&t->scratch, mark);
}

/* Reading. */

typedef struct Reading {
	const Tree *tree;
	File *files;
	int *faults;   /* 0, an errno, or a FAULT_ */
	Arena *arenas; /* of the workers */
} Reading;

/* One byte more than the file has is asked for, so that its end shows without another call. */
static int fill(int fd, char *text, size_t size, size_t *have)
{
	while (*have < size || !size) {
		ssize_t n = read(fd, text + *have, size + 1 - *have);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (n == 0)
			break;
		*have += (size_t)n;
		if (!size)
			break;
	}
	return *have == size ? 0 : FAULT_CHANGED;
}

static int read_whole(int fd, size_t size, Arena *a, Str *bytes)
{
	ArenaMark mark = arena_mark(a);
	char *text = arena_bytes(a, size + 1);
	size_t have = 0;
	int fault = fill(fd, text, size, &have);
	if (fault)
		arena_reset(a, mark);
	else
		*bytes = (Str){ text, have };
	return fault;
}

static int read_open(int fd, Arena *a, Str *bytes)
{
	struct stat facts;
	if (fstat(fd, &facts) != 0)
		return errno;
	if (!S_ISREG(facts.st_mode))
		return FAULT_KIND;
	if (facts.st_size > FILES_BYTES_MAX)
		return FAULT_SIZE;
	return read_whole(fd, (size_t)facts.st_size, a, bytes);
}

static void read_entry(void *context, int worker, size_t item)
{
	const Reading *r = context;
	const Entry *e = &r->tree->entries[item];
	File *file = &r->files[item];
	*file = (File){ .source.path = e->path, .changed = DAY_NONE };
	int fd = open_beneath(r->tree, e->raw, 0);
	if (fd < 0) {
		r->faults[item] = errno == ENXIO ? FAULT_KIND : errno;
		return;
	}
	r->faults[item] = read_open(fd, &r->arenas[worker], &file->source.bytes);
	close(fd);
}

/* In the order of the files, whoever read them. */
static size_t keep_sound(const Reading *r, size_t count, Diag *d)
{
	size_t sound = 0;
	for (size_t i = 0; i < count; i++) {
		if (r->faults[i])
			tell_fault(d, r->files[i].source.path, r->faults[i]);
		else
			r->files[sound++] = r->files[i];
	}
	return sound;
}

static Files read_all(Tree *t, int jobs)
{
	jobs = jobs < 1 ? 1 : jobs > JOBS_MAX ? JOBS_MAX : jobs;
	Arena *arenas = NEW_ARRAY(&t->kept, Arena, (size_t)jobs + 1);
	Reading r = {
		.tree = t,
		.files = NEW_ARRAY(&t->kept, File, t->count),
		.faults = NEW_ARRAY(&t->lists, int, t->count),
		.arenas = arenas + 1,
	};
	parallel_each(jobs, t->count, read_entry, &r);
	size_t count = keep_sound(&r, t->count, t->diag);
	arenas[0] = t->kept;
	return (Files){ r.files, count, arenas, (size_t)jobs + 1 };
}

static bool open_root(Tree *t, Str root, Str shown)
{
	t->root = open(str_terminated(root, &t->scratch), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (t->root < 0) {
		diag_world(t->diag, root, "folder-unreadable",
		           ARGS(shown.len ? shown : root, root, str_from(reason_of(errno))),
		           _("the folder '{1}' cannot be read: {2}"),
		           _("give the path of the folder that holds '{0}'"));
		return false;
	}
	int probe = try_openat2(t->root, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	t->has_openat2 = probe >= 0 || (errno != ENOSYS && errno != EPERM);
	if (probe >= 0)
		close(probe);
	return true;
}

Files files_from_tree(Str root, Str shown, int jobs, Diag *d)
{
	Tree t = { .diag = d };
	Files files = { 0 };
	if (open_root(&t, root, shown)) {
		list_folder(&t, &(Folder){ .shown = shown });
		if (t.seen > FILES_ENTRIES_MAX)
			diag_world(d, shown, "folder-full", NO_ARGS, _("there are more than 200,000 files here"),
			           _("check that this is the folder of the site"));
		files = read_all(&t, jobs);
		close(t.root);
	}
	arena_free(&t.scratch);
	arena_free(&t.lists);
	return files;
}
