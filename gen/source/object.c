#include "source/object.h"

#include <string.h>

#include "source/repository_inner.h"

static git_object_t type_of(ObjectKind kind)
{
	switch (kind) {
	case OBJECT_COMMIT: return GIT_OBJECT_COMMIT;
	case OBJECT_TREE: return GIT_OBJECT_TREE;
	case OBJECT_BLOB: return GIT_OBJECT_BLOB;
	}
	return GIT_OBJECT_INVALID;
}

static git_oid oid_of(const uint8_t *id)
{
	git_oid oid;
	memcpy(oid.id, id, sizeof(oid.id));
	return oid;
}

bool object_exists(Repository *repo, const uint8_t *id)
{
	git_oid oid = oid_of(id);
	return repo->git2.odb_exists(repo->odb, &oid);
}

bool object_read_quick(Repository *repo, const uint8_t *id, ObjectKind kind, size_t most,
                       Object *object)
{
	git_oid oid = oid_of(id);
	git_odb_object *held;
	*object = (Object){ 0 };
	if (repo->git2.odb_read(&held, repo->odb, &oid) != 0)
		return false;
	object->bytes = (Str){ repo->git2.odb_object_data(held), repo->git2.odb_object_size(held) };
	object->held = held;
	object->repo = repo;
	if (repo->git2.odb_object_type(held) == type_of(kind) && object->bytes.len <= most)
		return true;
	object_drop(object);
	return false;
}

bool object_read(Repository *repo, const uint8_t *id, ObjectKind kind, size_t most, Object *object)
{
	git_oid oid = oid_of(id);
	git_object_t type;
	size_t size;
	*object = (Object){ 0 };
	return repo->git2.odb_read_header(&size, &type, repo->odb, &oid) == 0 && size <= most &&
	       object_read_quick(repo, id, kind, most, object);
}

Object object_share(const Object *object)
{
	git_odb_object *held = NULL;
	object->repo->git2.odb_object_dup(&held, object->held);
	return (Object){ object->bytes, held, object->repo };
}

void object_drop(Object *object)
{
	if (object->held)
		object->repo->git2.odb_object_free(object->held);
	*object = (Object){ 0 };
}

void objects_verify(const Repository *repo, bool verify)
{
	repo->git2.libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, (int)verify);
	repo->git2.libgit2_opts(GIT_OPT_ENABLE_CACHING, (int)verify);
}
