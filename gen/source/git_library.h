/*
 * libgit2, opened with the first repository: linked, it brings eighteen
 * more libraries (TLS, SSH, Kerberos …) into every command, of which nothing
 * here is used, and takes a third of the start of any.
 *
 *   Git2 git2;
 *   if (git_library_open(&git2)) git2.odb_read(&object, odb, &oid);       git_odb_read
 */
#ifndef SOURCE_GIT_LIBRARY_H
#define SOURCE_GIT_LIBRARY_H

#include <git2.h>
#include <stdbool.h>

#define GIT_LIBRARY      "libgit2.so." LIBGIT2_SOVERSION
#define GIT_FUNCTIONS(X) \
	X(buf_dispose) X(commit_free) X(commit_id) X(commit_lookup) X(commit_parent) X(commit_parentcount) \
	X(commit_time) X(commit_tree_id) X(config_free) X(config_get_path) X(error_last) X(libgit2_init) \
	X(libgit2_opts) X(libgit2_shutdown) X(object_free) X(object_peel) X(odb_add_disk_alternate) \
	X(odb_exists) X(odb_free) X(odb_hash) X(odb_object_data) X(odb_object_dup) X(odb_object_free) \
	X(odb_object_size) X(odb_object_type) X(odb_open) X(odb_read) X(odb_read_header) \
	X(oid_fromstr) X(reference_dwim) X(reference_free) X(reference_list) X(reference_lookup) \
	X(reference_peel) X(reference_symbolic_target) X(repository_commondir) X(repository_config_snapshot) \
	X(repository_free) X(repository_head_unborn) X(repository_odb) X(repository_open_ext) \
	X(repository_path) X(repository_workdir) X(revparse_single) X(strarray_dispose) X(tree_entry_byindex) \
	X(tree_entry_byname) X(tree_entry_filemode_raw) X(tree_entry_id) X(tree_entry_name) X(tree_entrycount) \
	X(tree_free) X(tree_lookup)

typedef struct Git2 {
#define MEMBER(name) __typeof__(git_##name) *name;
	GIT_FUNCTIONS(MEMBER)
#undef MEMBER
} Git2;

/* False when the library is not there. Once open, it stays so: others it brings do not bear to be closed. */
bool git_library_open(Git2 *git2);

#endif
