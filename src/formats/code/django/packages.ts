import { type CodeModule, type ImportResolver, memoByText, parseCode } from '../../../code';

/**
 * Base classes of models that come with Django and with packages that many projects use, as far as they make columns: the modules
 * that projects import them from, in few words of Python. Classes without `abstract` are tables of their own.
 */
const ABSTRACT = '\n    class Meta:\n        abstract = True\n';

const DJANGO: Readonly<Record<string, string>> = {
  'django.db.models': 'class Model:\n    pass\n',
  'django.contrib.gis.db.models': 'from django.db.models import Model\n',
  'django.contrib.auth.base_user': `from django.db import models
class AbstractBaseUser(models.Model):
    password = models.CharField(max_length=128)
    last_login = models.DateTimeField(blank=True, null=True)
${ABSTRACT}`,
  'django.contrib.auth.models': `from django.db import models
from django.contrib.auth.base_user import AbstractBaseUser
class Permission(models.Model):
    pass
class Group(models.Model):
    pass
class PermissionsMixin(models.Model):
    is_superuser = models.BooleanField(default=False)
    groups = models.ManyToManyField("auth.Group", blank=True)
    user_permissions = models.ManyToManyField("auth.Permission", blank=True)
${ABSTRACT}
class AbstractUser(AbstractBaseUser, PermissionsMixin):
    username = models.CharField(max_length=150, unique=True)
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
${ABSTRACT}
class User(AbstractUser):
    pass
`,
  'django.contrib.contenttypes.models': 'from django.db import models\nclass ContentType(models.Model):\n    pass\n',
  'django.contrib.sites.models': 'from django.db import models\nclass Site(models.Model):\n    pass\n',
  'django.contrib.sessions.base_session': `from django.db import models
class AbstractBaseSession(models.Model):
    session_key = models.CharField(max_length=40, primary_key=True)
    session_data = models.TextField()
    expire_date = models.DateTimeField(db_index=True)
${ABSTRACT}`,
  'django.contrib.flatpages.models': 'from django.db import models\nclass FlatPage(models.Model):\n    pass\n',
};

const PACKAGES: Readonly<Record<string, string>> = {
  // django-model-utils, "Models"
  'model_utils.models': `from django.db import models
class TimeStampedModel(models.Model):
    created = models.DateTimeField(default=now, editable=False)
    modified = models.DateTimeField(default=now, editable=False)
${ABSTRACT}
class TimeFramedModel(models.Model):
    start = models.DateTimeField(null=True, blank=True)
    end = models.DateTimeField(null=True, blank=True)
${ABSTRACT}
class StatusModel(models.Model):
    status = models.CharField(max_length=100)
    status_changed = models.DateTimeField(default=now)
${ABSTRACT}
class SoftDeletableModel(models.Model):
    is_removed = models.BooleanField(default=False)
${ABSTRACT}
class UUIDModel(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
${ABSTRACT}`,
  // django-extensions, "Model Extensions"
  'django_extensions.db.models': `from django.db import models
class TimeStampedModel(models.Model):
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)
${ABSTRACT}
class TitleDescriptionModel(models.Model):
    title = models.CharField(max_length=255)
    description = models.TextField(blank=True, null=True)
${ABSTRACT}
class TitleSlugDescriptionModel(TitleDescriptionModel):
    slug = models.SlugField(blank=True)
${ABSTRACT}
class ActivatorModel(models.Model):
    status = models.IntegerField(default=1)
    activate_date = models.DateTimeField(blank=True, null=True)
    deactivate_date = models.DateTimeField(blank=True, null=True)
${ABSTRACT}`,
  // django-mptt, mptt/models.py `MPTTModelBase.register`
  'mptt.models': `from django.db import models
class MPTTModel(models.Model):
    lft = models.PositiveIntegerField(editable=False)
    rght = models.PositiveIntegerField(editable=False)
    tree_id = models.PositiveIntegerField(db_index=True, editable=False)
    level = models.PositiveIntegerField(editable=False)
    class Meta:
        abstract = True
`,
  // django-treebeard
  'treebeard.mp_tree': `from django.db import models
class MP_Node(models.Model):
    path = models.CharField(max_length=255, unique=True)
    depth = models.PositiveIntegerField()
    numchild = models.PositiveIntegerField(default=0)
${ABSTRACT}`,
  'treebeard.ns_tree': `from django.db import models
class NS_Node(models.Model):
    lft = models.PositiveIntegerField(db_index=True)
    rgt = models.PositiveIntegerField(db_index=True)
    tree_id = models.PositiveIntegerField(db_index=True)
    depth = models.PositiveIntegerField(db_index=True)
${ABSTRACT}`,
  'treebeard.al_tree': `from django.db import models\nclass AL_Node(models.Model):\n    pass\n${ABSTRACT}`,
  'polymorphic.models': `from django.db import models
class PolymorphicModel(models.Model):
    polymorphic_ctype = models.ForeignKey("contenttypes.ContentType", null=True, editable=False)
${ABSTRACT}`,
  'polymorphic_tree.models': `from mptt.models import MPTTModel
from polymorphic.models import PolymorphicModel
class PolymorphicMPTTModel(MPTTModel, PolymorphicModel):
    pass
${ABSTRACT}`,
  'modelcluster.models': `from django.db import models\nclass ClusterableModel(models.Model):\n    pass\n${ABSTRACT}`,
  'parler.models': `from django.db import models\nclass TranslatableModel(models.Model):\n    pass\n${ABSTRACT}`,
  'psqlextra.models': `from django.db import models\nclass PostgresModel(models.Model):\n    pass\n${ABSTRACT}`,
  'django_celery_beat.models': 'from django.db import models\nclass PeriodicTask(models.Model):\n    pass\n',
  'solo.models': `from django.db import models\nclass SingletonModel(models.Model):\n    pass\n${ABSTRACT}`,
  'rules.contrib.models': `from django.db import models\nclass RulesModel(models.Model):\n    pass\n${ABSTRACT}`,
  'safedelete.models': `from django.db import models
class SafeDeleteModel(models.Model):
    deleted = models.DateTimeField(editable=False, null=True, db_index=True)
    deleted_by_cascade = models.BooleanField(default=False, editable=False)
${ABSTRACT}`,
  'ordered_model.models': `from django.db import models
class OrderedModel(models.Model):
    order = models.PositiveIntegerField(editable=False, db_index=True)
${ABSTRACT}`,
  // django-taggit, taggit/models.py
  'taggit.models': `from django.db import models
class TagBase(models.Model):
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
${ABSTRACT}
class Tag(TagBase):
    pass
class ItemBase(models.Model):
    pass
${ABSTRACT}
class TaggedItemBase(ItemBase):
    tag = models.ForeignKey("taggit.Tag")
${ABSTRACT}
class CommonGenericTaggedItemBase(ItemBase):
    content_type = models.ForeignKey("contenttypes.ContentType")
${ABSTRACT}
class GenericTaggedItemBase(CommonGenericTaggedItemBase):
    object_id = models.IntegerField(db_index=True)
${ABSTRACT}
class GenericUUIDTaggedItemBase(CommonGenericTaggedItemBase):
    object_id = models.UUIDField(db_index=True)
${ABSTRACT}`,
  // Wagtail, "Model Reference"
  'wagtail.models': `from django.db import models
class Page(models.Model):
    pass
class Site(models.Model):
    pass
class Collection(models.Model):
    pass
class Locale(models.Model):
    pass
class Orderable(models.Model):
    sort_order = models.IntegerField(null=True, blank=True, editable=False)
${ABSTRACT}
class CollectionMember(models.Model):
    collection = models.ForeignKey("wagtailcore.Collection")
${ABSTRACT}
class TranslatableMixin(models.Model):
    translation_key = models.UUIDField(default=uuid4, editable=False)
    locale = models.ForeignKey("wagtailcore.Locale", editable=False)
    class Meta:
        abstract = True
        unique_together = [("translation_key", "locale")]
class RevisionMixin(models.Model):
    latest_revision = models.ForeignKey("wagtailcore.Revision", null=True, blank=True, editable=False)
${ABSTRACT}
class DraftStateMixin(models.Model):
    live = models.BooleanField(default=True, editable=False)
    has_unpublished_changes = models.BooleanField(default=False, editable=False)
    first_published_at = models.DateTimeField(blank=True, null=True, db_index=True)
    last_published_at = models.DateTimeField(null=True, editable=False)
    live_revision = models.ForeignKey("wagtailcore.Revision", null=True, blank=True, editable=False)
    go_live_at = models.DateTimeField(blank=True, null=True)
    expire_at = models.DateTimeField(blank=True, null=True)
    expired = models.BooleanField(default=False, editable=False)
${ABSTRACT}
class LockableMixin(models.Model):
    locked = models.BooleanField(default=False, editable=False)
    locked_at = models.DateTimeField(null=True, editable=False)
    locked_by = models.ForeignKey("settings.AUTH_USER_MODEL", null=True, blank=True, editable=False)
${ABSTRACT}
class WorkflowMixin:
    pass
class PreviewableMixin:
    pass
`,
  'wagtail.contrib.settings.models': `from django.db import models
class BaseSiteSetting(models.Model):
    site = models.OneToOneField("wagtailcore.Site", editable=False)
${ABSTRACT}
class BaseGenericSetting(models.Model):
    pass
${ABSTRACT}`,
};

/** Where the same classes can be imported from, too. */
const ALIASES: Readonly<Record<string, string>> = {
  'django.db.models.base': 'django.db.models',
  'wagtail.core.models': 'wagtail.models',
  'wagtail.wagtailcore.models': 'wagtail.models',
};

const LABELS: Readonly<Record<string, string>> = {
  'wagtail.models': 'wagtailcore',
  'wagtail.images.models': 'wagtailimages',
  'wagtail.documents.models': 'wagtaildocs',
  'rest_framework.authtoken.models': 'authtoken',
};

const SCHEME = 'package:';

const parsed = memoByText((uri, text) => parseCode('python', uri, text));

/** A module of Django or of a known package, by the name that it is imported by. */
function packageModule(name: string): CodeModule | undefined {
  const own = Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name;
  const text = Object.hasOwn(DJANGO, own) ? DJANGO[own] : Object.hasOwn(PACKAGES, own) ? PACKAGES[own] : undefined;
  return text === undefined ? undefined : parsed(SCHEME + own, text);
}

/** True for what no file of the project says. */
export function isOfPackage({ uri }: Pick<CodeModule, 'uri'>): boolean {
  return uri.startsWith(SCHEME);
}

/** The label of the app that a module of a package belongs to: the folder of its models, where it says no other. */
export function packageLabel(module: string): string {
  const name = module.startsWith(SCHEME) ? module.slice(SCHEME.length) : module;
  const known = Object.hasOwn(LABELS, name) ? LABELS[name] : undefined;
  if (known !== undefined) return known;
  const parts = name.split('.');
  const at = parts.indexOf('models');
  return (at > 0 ? parts[at - 1] : parts.at(-1)) ?? name;
}

/** Modules of the project, and where it has none, of Django and the packages that are known. */
export function withPackages(project: ImportResolver): ImportResolver {
  return (name, from) => (isOfPackage(from) ? undefined : project(name, from)) ?? packageModule(name);
}
