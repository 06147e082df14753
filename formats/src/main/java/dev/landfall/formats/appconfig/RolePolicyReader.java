package dev.landfall.formats.appconfig;

import dev.landfall.formats.iam.PolicyDocuments;
import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one {@code [[policies]]} of a role: for each cloud another way to say what is allowed. */
final class RolePolicyReader {

    private static final List<String> CHOICES = List.of(
            "managed_policy_name",
            "contents",
            "azure_built_in_roles",
            "azure_actions",
            "gcp_predefined_role",
            "gcp_permissions");
    private static final Pattern AZURE_ACTION = Pattern.compile("\\*|[A-Za-z0-9.]+(?:/[A-Za-z0-9.*_-]+){1,20}");
    private static final Pattern GCP_PERMISSION =
            Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:\\.[A-Za-z][A-Za-z0-9]*){1,20}");
    private static final Pattern GCP_ROLE =
            Pattern.compile("roles/[A-Za-z0-9_.]+|(?:projects|organizations)/[a-z0-9-]+/roles/[A-Za-z0-9_.]+");

    private final ContentsReader contents;
    private final Problems problems;

    RolePolicyReader(ContentsReader contents, Problems problems) {
        this.contents = contents;
        this.problems = problems;
    }

    /** What the table allows; it may say several things. Empty after a problem. */
    List<RolePolicy> read(Section section) {
        var name = section.template("name").orElse(null);
        var read = new ArrayList<RolePolicy>();
        section.template("managed_policy_name")
                .filter(policy -> !policy.value().asString().isBlank())
                .map(policy -> managed(section, policy))
                .ifPresent(read::add);
        contents.document(section, "contents")
                .filter(document -> !document.text().isBlank())
                .map(document -> new RolePolicy.AwsDocument(name, document.value(), checked(section, document)))
                .ifPresent(read::add);
        section.texts("azure_built_in_roles").forEach(role -> read.add(new RolePolicy.AzureBuiltIn(name, role)));
        var actions = wellFormed(section, "azure_actions", AZURE_ACTION, "Microsoft.Network/dnsZones/read");
        if (!actions.isEmpty()) {
            read.add(new RolePolicy.AzureActions(name, actions));
        }
        section.text("gcp_predefined_role")
                .filter(role -> !role.isBlank())
                .map(role -> predefined(section, role))
                .map(role -> new RolePolicy.GcpPredefined(name, role))
                .ifPresent(read::add);
        var permissions = wellFormed(section, "gcp_permissions", GCP_PERMISSION, "storage.buckets.get");
        if (!permissions.isEmpty()) {
            read.add(new RolePolicy.GcpPermissions(name, permissions));
        }
        end(section);
        return read;
    }

    private void end(Section section) {
        var hasAcknowledgement = section.flag("allow_all_actions").isPresent();
        if (hasAcknowledgement && !section.has("contents")) {
            section.problem("allow_all_actions", "'allow_all_actions' goes with 'contents'; remove it.");
        }
        if (CHOICES.stream().noneMatch(section::has)) {
            problems.notice(section.at(), "The policy allows nothing: give one of " + String.join(", ", CHOICES) + ".");
        }
        section.end();
    }

    private RolePolicy managed(Section section, ConfigValue policy) {
        if (policy.value().asString().endsWith("AdministratorAccess")) {
            problems.notice(
                    section.at("managed_policy_name"),
                    "'AdministratorAccess' allows everything in the customer's account; a document with the actions"
                            + " that are needed is easier to agree to.");
        }
        return new RolePolicy.AwsManaged(policy);
    }

    private boolean checked(Section section, ContentsReader.Document document) {
        var allowsAll = section.flag("allow_all_actions").orElse(false);
        PolicyDocuments.check(document.text(), document.places(), allowsAll, problems);
        return allowsAll;
    }

    private static String predefined(Section section, String role) {
        if (!GCP_ROLE.matcher(role).matches()) {
            section.problem(
                    "gcp_predefined_role", "'" + role + "' is not a role; write one such as \"roles/storage.admin\".");
        }
        return role;
    }

    private static List<String> wellFormed(Section section, String key, Pattern form, String example) {
        var texts = section.texts(key);
        texts.stream()
                .filter(text -> !form.matcher(text).matches())
                .forEach(text -> section.problem(
                        key, "'" + text + "' is not well formed; write each as in \"" + example + "\"."));
        return texts;
    }
}
