package dev.landfall.stacktemplates.translation;

import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.Cloud;
import dev.landfall.formats.appconfig.ConfigValue;
import dev.landfall.formats.appconfig.Role;
import dev.landfall.formats.appconfig.RolePolicy;
import dev.landfall.formats.problem.Problems;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.stacktemplates.model.OperationRole;
import dev.landfall.stacktemplates.model.OperationRole.Kind;
import dev.landfall.stacktemplates.model.Permission;
import dev.landfall.stacktemplates.model.Permission.Scope;
import dev.landfall.stacktemplates.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The config's roles of the stack's cloud. */
final class RoleTranslation {

    private final StackFacts facts;
    private final StackTexts texts;
    private final Problems problems;
    private final Cloud cloud;

    RoleTranslation(StackFacts facts, StackTexts texts, Problems problems) {
        this.facts = facts;
        this.texts = texts;
        this.problems = problems;
        this.cloud = switch (facts.target()) {
            case Target.Aws aws -> Cloud.AWS;
            case Target.Azure azure -> Cloud.AZURE;
        };
    }

    List<OperationRole> roles(AppConfig config) {
        var uses = new RoleUses(config);
        return config.roles().stream()
                .filter(role -> role.cloud() == null || role.cloud() == cloud)
                .flatMap(role -> role(role, uses).stream())
                .toList();
    }

    private Optional<OperationRole> role(Role role, RoleUses uses) {
        try {
            var kind = kind(role.kind());
            var name = name(role.name());
            var title = texts.of(role.displayName(), name);
            return Optional.of(new OperationRole(
                    name,
                    kind,
                    title,
                    texts.of(role.description(), title),
                    kind == Kind.CUSTOM ? uses.operations(role) : operations(kind),
                    permissions(role),
                    boundary(role.boundary()),
                    Optional.ofNullable(role.enabledInStack()).orElse(kind != Kind.BREAK_GLASS && kind != Kind.CUSTOM),
                    role.at()));
        } catch (LandfallException e) {
            problems.add(role.at(), e.publicMessage().replace(role.at() + ": ", ""));
            return Optional.empty();
        }
    }

    /** Configs put the install's id into names, since names must differ within an account; a stack's names do that anyway. */
    private String name(ConfigValue name) {
        return texts.of(name)
                .replace(facts.install().value(), "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static Kind kind(Role.Kind kind) {
        return switch (kind) {
            case PROVISION -> Kind.PROVISION;
            case MAINTENANCE -> Kind.MAINTENANCE;
            case DEPROVISION -> Kind.DEPROVISION;
            case BREAK_GLASS -> Kind.BREAK_GLASS;
            case CUSTOM -> Kind.CUSTOM;
        };
    }

    private static SortedSet<String> operations(Kind kind) {
        var name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new TreeSet<>(List.of(name));
    }

    private List<Permission> permissions(Role role) {
        var permissions = new ArrayList<Permission>();
        for (var policy : role.policies()) {
            var number = permissions.size() + 1;
            permission(policy, number).ifPresent(permissions::add);
        }
        return permissions;
    }

    private Optional<Permission> permission(RolePolicy policy, int number) {
        Optional<Permission> none = Optional.empty();
        return switch (policy) {
            case RolePolicy.AwsManaged managed ->
                cloud == Cloud.AWS ? Optional.of(new Permission.AwsManagedPolicy(texts.of(managed.policy()))) : none;
            case RolePolicy.AwsDocument document ->
                cloud == Cloud.AWS
                        ? Optional.of(new Permission.AwsPolicy(
                                policyName(document.name(), number), texts.of(document.document())))
                        : none;
            case RolePolicy.AzureBuiltIn builtIn ->
                cloud == Cloud.AZURE
                        ? Optional.of(new Permission.AzureBuiltInRole(builtIn.role(), Scope.RESOURCE_GROUP))
                        : none;
            case RolePolicy.AzureActions actions ->
                cloud == Cloud.AZURE
                        ? Optional.of(new Permission.AzureActions(
                                actions.actions(), List.of(), List.of(), List.of(), Scope.RESOURCE_GROUP))
                        : none;
            case RolePolicy.GcpPredefined predefined -> none;
            case RolePolicy.GcpPermissions gcp -> none;
        };
    }

    private String policyName(@Nullable ConfigValue name, int number) {
        var text = texts.of(name, "policy-" + number).replaceAll("[^A-Za-z0-9+=,.@_-]+", "-");
        return text.length() <= 128 ? text : text.substring(0, 128);
    }

    private @Nullable String boundary(@Nullable ConfigValue boundary) {
        return boundary == null || cloud != Cloud.AWS ? null : texts.of(boundary);
    }
}
