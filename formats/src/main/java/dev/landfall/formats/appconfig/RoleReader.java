package dev.landfall.formats.appconfig;

import dev.landfall.formats.iam.PolicyDocuments;
import dev.landfall.formats.problem.Problems;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one role of {@code permissions} or {@code break_glass}. */
final class RoleReader {

    /** IAM's limit for the inline policies of a role together, without white space. */
    static final int MAX_INLINE = 10_240;

    /** IAM's limit for a managed policy, without white space. */
    static final int MAX_MANAGED = 6_144;

    /** As many managed policies as AWS lets a role have without being asked. */
    private static final int MAX_MANAGED_POLICIES = 10;

    private static final int MAX_POLICIES = 50;

    private final ContentsReader contents;
    private final RolePolicyReader policies;
    private final Problems problems;

    RoleReader(ContentsReader contents, Problems problems) {
        this.contents = contents;
        this.policies = new RolePolicyReader(contents, problems);
        this.problems = problems;
    }

    Role read(Section section, Role.Kind kind) {
        var name = section.requiredTemplate("name");
        var role = new Role(
                kind,
                name,
                section.description("display_name").orElse(null),
                section.description("description").orElse(null),
                Choices.optional(section, "cloud_platform", "cloud", Cloud.spellings(), Cloud::parse)
                        .orElse(null),
                policies(section),
                boundary(section),
                section.flag("enabled_in_stack").orElse(null),
                section.at("name"));
        checkSizes(section, role);
        section.end();
        return role;
    }

    private List<RolePolicy> policies(Section section) {
        if (!section.has("policies")) {
            section.missing("policies", "'policies' is missing: [[policies]] with what the role may do.");
        }
        var sections = section.sections("policies");
        if (sections.size() > MAX_POLICIES) {
            section.problem("policies", "A role has at most " + MAX_POLICIES + " policies.");
        }
        return sections.stream()
                .limit(MAX_POLICIES)
                .flatMap(policy -> policies.read(policy).stream())
                .toList();
    }

    private @Nullable ConfigValue boundary(Section section) {
        return boundaryDocument(section)
                .map(document -> {
                    check(document);
                    return document.value();
                })
                .orElse(null);
    }

    private Optional<ContentsReader.Document> boundaryDocument(Section section) {
        return section.text("permissions_boundary")
                .filter(text -> !text.isBlank() && !text.strip().equals("{}"))
                .flatMap(text -> contents.document(section, "permissions_boundary"))
                .filter(document -> !document.text().strip().equals("{}"));
    }

    private void check(ContentsReader.Document document) {
        PolicyDocuments.checkBoundary(document.text(), document.places(), problems);
        var size = PolicyDocuments.size(document.text());
        if (size > MAX_MANAGED) {
            problems.add(
                    document.value().at(),
                    "The boundary has " + size + " characters without white space; IAM takes at most " + MAX_MANAGED
                            + ".");
        }
    }

    private static void checkSizes(Section section, Role role) {
        var inline = role.policies().stream()
                .filter(RolePolicy.AwsDocument.class::isInstance)
                .map(RolePolicy.AwsDocument.class::cast)
                .mapToInt(
                        policy -> PolicyDocuments.size(policy.document().value().asString()))
                .sum();
        if (inline > MAX_INLINE) {
            section.problem(
                    "policies",
                    "The policies of the role have " + inline + " characters without white space; IAM takes at most "
                            + MAX_INLINE + " for all that stand in a role. Join statements or use managed policies.");
        }
        var managed = role.policies().stream()
                .filter(RolePolicy.AwsManaged.class::isInstance)
                .count();
        if (managed > MAX_MANAGED_POLICIES) {
            section.problem(
                    "policies",
                    "The role has " + managed + " managed policies; AWS takes at most " + MAX_MANAGED_POLICIES
                            + " unless the customer asked for more. Join them.");
        }
    }
}
