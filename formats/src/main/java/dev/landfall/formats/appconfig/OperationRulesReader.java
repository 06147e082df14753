package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code operation_roles.toml}. */
final class OperationRulesReader {

    private static final Pattern PRINCIPAL =
            Pattern.compile("(?:nuon|landfall)::(?:(sandbox)|(component|action):(\\*|[A-Za-z0-9][A-Za-z0-9_-]{0,62}))");

    private final Mentions mentions;
    private final Problems problems;

    OperationRulesReader(Mentions mentions, Problems problems) {
        this.mentions = mentions;
        this.problems = problems;
    }

    List<OperationRoleRule> read(Section file) {
        Choices.optional(
                file,
                "type",
                "type of operation roles",
                List.of("matrix"),
                text -> Optional.of(text).filter("matrix"::equals));
        if (!file.has("rules")) {
            file.missing("rules", "'rules' is missing: [[rules]] with principal, operation and role.");
        }
        var unique = new Unique("rule for", problems);
        var rules = new ArrayList<OperationRoleRule>();
        for (var section : file.sections("rules")) {
            rule(section)
                    .filter(rule -> unique.add(
                            rule.subject() + ":" + rule.name() + " " + rule.operation(), section.at("operation")))
                    .ifPresent(rules::add);
        }
        file.end();
        return rules;
    }

    private Optional<OperationRoleRule> rule(Section section) {
        var principal = section.requiredText("principal");
        var operation = section.requiredText("operation");
        var role = section.requiredTemplate("role");
        mentions.addRole(role, section.at("role"));
        var form = PRINCIPAL.matcher(principal);
        section.end();
        if (!form.matches()) {
            if (!principal.isBlank()) {
                section.problem(
                        "principal",
                        "'" + principal
                                + "' is no principal; write nuon::sandbox, nuon::component:NAME or nuon::action:NAME (or * for NAME).");
            }
            return Optional.empty();
        }
        var name = form.group(3) == null || form.group(3).equals("*") ? null : form.group(3);
        var subject = form.group(1) != null
                ? OperationRoleRule.Subject.SANDBOX
                : form.group(2).equals("action")
                        ? OperationRoleRule.Subject.ACTION
                        : OperationRoleRule.Subject.COMPONENT;
        check(section, subject, name, operation);
        return Optional.of(new OperationRoleRule(subject, name, operation, role, section.at()));
    }

    private void check(Section section, OperationRoleRule.Subject subject, @Nullable String name, String operation) {
        var at = section.at("principal");
        switch (subject) {
            case SANDBOX -> Operations.check(section, operation, Operations.OF_SANDBOX);
            case COMPONENT -> {
                Operations.check(section, operation, Operations.OF_COMPONENT);
                mentions.add(Mentions.Kind.COMPONENT, name == null ? "" : name, at);
            }
            case ACTION -> {
                Operations.check(section, operation, Operations.OF_ACTION);
                mentions.add(Mentions.Kind.ACTION, name == null ? "" : name, at);
            }
        }
    }
}
