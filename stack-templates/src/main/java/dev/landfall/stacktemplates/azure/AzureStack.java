package dev.landfall.stacktemplates.azure;

import static dev.landfall.stacktemplates.arm.Expression.call;
import static dev.landfall.stacktemplates.arm.Expression.object;

import dev.landfall.stacktemplates.arm.Expression;
import dev.landfall.stacktemplates.arm.Parameter;
import dev.landfall.stacktemplates.arm.Parameter.Kind;
import dev.landfall.stacktemplates.arm.Template;
import dev.landfall.stacktemplates.model.RunnerHost.ContainerService;
import dev.landfall.stacktemplates.model.RunnerHost.ExistingCluster;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.Target;

/** An install's stack as a template for one resource group. */
final class AzureStack {

    private AzureStack() {}

    /**
     * @param target the model's own
     */
    static Template of(StackModel model, Target.Azure target) {
        var draft = new Draft(model.name().value());
        addPlace(model, target, draft);
        switch (model.host()) {
            case VmGroup host -> {
                var network = NetworkPart.add(model, draft);
                addShared(model, draft);
                MachinePart.add(model, host, network, draft);
                LogPart.add(model, draft);
                LogPart.addMachines(model, draft);
                draft.output("scaleSet", new Expression.IdOf(MachinePart.MACHINES));
            }
            case ExistingCluster host -> {
                addShared(model, draft);
                ClusterPart.add(model, host, draft);
                LogPart.add(model, draft);
            }
            case ContainerService host -> throw AzureTarget.noContainers();
        }
        VaultPart.audit(draft);
        addOutputs(draft);
        var install = model.install();
        return draft.template("Runs " + install.app() + " of " + install.vendor() + " for the install " + install.name()
                + " (" + install.id() + "): a runner that asks for its work, and what it needs.");
    }

    private static void addShared(StackModel model, Draft draft) {
        IdentityPart.add(model, draft);
        VaultPart.add(model, draft);
        StatePart.add(model, draft);
        InputPart.add(model, draft);
    }

    private static void addPlace(StackModel model, Target.Azure target, Draft draft) {
        var here = call("resourceGroup").property("location");
        var location = Parameter.of(
                "location",
                Kind.STRING,
                "Where everything is made.",
                target.location() == null ? here : target.location());
        draft.add(target.location() == null ? location : location.oneOf(target.location()));
        var more =
                draft.add(Parameter.of("extraTags", Kind.OBJECT, "More tags of everything that has tags.", object()));
        var own = new java.util.ArrayList<Object>();
        model.tags().forEach((name, value) -> {
            own.add(name);
            own.add(value);
        });
        own.add("landfall:install");
        own.add(model.install().id().toString());
        own.add("landfall:stack");
        own.add(model.name().value());
        draft.variable("group", call("resourceGroup").property("id"));
        draft.variable("tags", call("union", more, object(own.toArray())));
    }

    private static void addOutputs(Draft draft) {
        draft.output("vault", Expression.of(VaultPart.VAULT, "vaultUri"));
        draft.output("stateAccount", new Expression.Variable("stateAccountName"));
        draft.output("workspace", new Expression.IdOf(LogPart.WORKSPACE));
        draft.output("runnerPrincipal", Expression.of(IdentityPart.RUNNER, "principalId"));
    }
}
