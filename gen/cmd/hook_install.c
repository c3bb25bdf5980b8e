#include "cmd/hook.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/hook_script.h"
#include "cmd/language.h"
#include "cmd/report.h"
#include "publish/folder.h"
#include "publish/place.h"
#include "source/repository.h"

enum { HOOK_MODE = 0755, HOOK_BYTES_MAX = 1 << 20 };

/* The folder around `out` is there; `out` itself may not be yet. */
static Str full_path(Str out, Arena *a, Diag *d)
{
	while (out.len > 1 && str_ends(out, STR("/")))
		out.len--;
	Str above = folder_of(out), name = str_skip(out, above.len);
	str_take(&name, STR("/"));
	Str root = str_starts(out, STR("/")) ? STR("/") : STR(".");
	char *real = realpath(str_terminated(above.len ? above : root, a), NULL);
	Str full = real ? STR_CONCAT(a, str_from(real), STR("/"), name) : (Str){ 0 };
	free(real);
	if (!full.len)
		diag_world(d, out, "out-parent", ARGS(out),
		           _("the folder that '{0}' should lie in does not exist"),
		           _("make it with mkdir -p, or choose another with --out DIR"));
	return full;
}

/* Neither hook is written when one of them is somebody's own. */
static bool may_write(int hooks, Str folder, const HookWords *w, HookKind kind, Diag *d)
{
	Arena scratch = { 0 };
	struct stat facts;
	Str bytes = { 0 }, name = hook_name(kind);
	const char *file = str_terminated(name, &scratch);
	bool absent = fstatat(hooks, file, &facts, AT_SYMLINK_NOFOLLOW) < 0;
	bool ours = !absent && !file_read(hooks, file, HOOK_BYTES_MAX, &scratch, &bytes) &&
	            hook_is_ours(bytes);
	if (!absent && !ours) {
		diag_world(d, STR_CONCAT(&scratch, folder, STR("/"), name), "hook-foreign",
		           ARGS(name, hook_call(kind, w, &scratch)),
		           _("there is a hook '{0}' already, and it is not keijiban's"),
		           _("move it away; or call this in it, with the same standard input: {1}"));
	}
	arena_free(&scratch);
	return absent || ours;
}

static int write_hook(int hooks, HookKind kind, const HookWords *w, Arena *a)
{
	Str name = hook_name(kind);
	const char *new = str_terminated(STR_CONCAT(a, name, STR(".keijiban")), a);
	FileWish wish = { 0 };
	int error = file_remove(hooks, new);
	if (!error)
		error = file_write(hooks, new, hook_script(kind, w, a), &wish);
	if (!error && (fchmodat(hooks, new, HOOK_MODE, 0) < 0 ||
	               renameat(hooks, new, hooks, str_terminated(name, a)) < 0))
		error = errno;
	return error;
}

static bool write_hooks(Str folder, const HookWords *w, Arena *a, Diag *d)
{
	int hooks = -1, error = folder_make(AT_FDCWD, folder, false);
	if (!error)
		error = folder_open(AT_FDCWD, str_terminated(folder, a), &hooks);
	bool free_to = !error;
	for (int kind = 0; !error && kind < HOOKS; kind++)
		free_to &= may_write(hooks, folder, w, (HookKind)kind, d);
	for (int kind = 0; free_to && !error && kind < HOOKS; kind++)
		error = write_hook(hooks, (HookKind)kind, w, a);
	if (hooks >= 0)
		close(hooks);
	if (error)
		report_errno(d, folder, error);
	return free_to && !error;
}

static bool install(const Options *o, Str *folder, HookWords *w, Arena *a, Diag *d)
{
	Repository *repo = repository_open(o->words[1], (Str){ 0 }, d);
	*folder = repo ? repository_hooks(repo, a, d) : (Str){ 0 };
	*w = (HookWords){ .program = program_path(a),
		          .out = full_path(o->out, a, d),
		          .branch = hook_branch(o),
		          .content = o->content,
		          .layouts = o->layouts,
		          .lang = o->lang,
		          .allow_gap = o->allow_gap };
	repository_close(repo);
	return !d->errors && write_hooks(*folder, w, a, d);
}

int hook_install(const Options *o)
{
	Arena a = { 0 };
	Diag d = { 0 };
	Str folder;
	HookWords w;
	if (install(o, &folder, &w, &a, &d)) {
		fprintf(stderr,
		        _("pre-receive and post-receive are in %.*s: what is pushed to '%.*s' is "
		          "checked, then published in %.*s\n"),
		        STR_ARG(folder), STR_ARG(w.branch), STR_ARG(w.out));
		fprintf(stderr, _("what is there already is published by: %s\n"),
		        str_format(&a, "keijiban build --git %.*s --rev %.*s --out %.*s",
		                   STR_ARG(shell_quoted(o->words[1], &a)),
		                   STR_ARG(shell_quoted(w.branch, &a)),
		                   STR_ARG(shell_quoted(w.out, &a))).ptr);
	}
	report_print(&d, FORMAT_TEXT, stderr);
	int status = report_status(&d, false);
	diag_free(&d);
	arena_free(&a);
	return status;
}
