package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.stacktemplates.model.OperationRole;
import java.util.List;

/**
 * Who may take an operation's role: the runner, for this install and this operation alone. Each action knows only its own conditions,
 * so there is a statement for each.
 */
final class OperationTrust {

    private static final String INSTALL = "aws:RequestTag/landfall:install";
    private static final String OPERATION = "aws:RequestTag/landfall:operation";

    private OperationTrust() {}

    static Entries of(Parts stack, OperationRole role) {
        var install = stack.model().install().id().value();
        var jobs = Entries.of("sts:SourceIdentity", install + ".jb_*");
        return Policy.of(
                statement("sts:AssumeRole", tags(install, role, jobs)),
                statement("sts:TagSession", tags(install, role, new Entries())),
                statement("sts:SetSourceIdentity", Entries.of("StringLike", jobs)));
    }

    private static Entries tags(String install, OperationRole role, Entries like) {
        var operations = List.copyOf(role.operations());
        boolean pattern = operations.stream().anyMatch(operation -> operation.endsWith("*"));
        var equal = Entries.of(INSTALL, install);
        var alike = new Entries();
        alike.putAll(like);
        Object wanted = operations.size() == 1 ? operations.getFirst() : operations;
        (pattern ? alike : equal).put(OPERATION, wanted);
        var conditions = Entries.of("StringEquals", equal);
        return alike.isEmpty() ? conditions : conditions.with("StringLike", alike);
    }

    private static Entries statement(String action, Entries conditions) {
        return Entries.of("Effect", "Allow")
                .with("Principal", Entries.of("AWS", Tag.attribute(RunnerRolePart.ROLE, "Arn")))
                .with("Action", action)
                .with("Condition", conditions);
    }
}
