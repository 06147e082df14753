package dev.landfall.controlplane.install;

import dev.landfall.formats.appconfig.Action;
import dev.landfall.formats.appconfig.ActionStep;
import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.Component;
import dev.landfall.formats.appconfig.ComponentSpec;
import dev.landfall.protocol.error.LandfallException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What of a config this version can run; the rest is kept with the config and refused when somebody asks for it. */
final class Deployable {

    private Deployable() {}

    /**
     * @throws LandfallException INVALID naming the components of other types
     */
    static void require(Collection<Component> components) {
        var others = components.stream()
                .filter(component -> !(component.spec() instanceof ComponentSpec.Terraform))
                .map(component ->
                        "'" + component.name() + "' (" + component.spec().typeName() + ")")
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw LandfallException.invalid(
                    "This version of Landfall deploys components of type terraform_module only; it keeps " + others
                            + " and cannot deploy them. Name the components to deploy with --component.");
        }
    }

    /**
     * @throws LandfallException INVALID when the config's sandbox is of another type
     */
    static void requireSandbox(AppConfig config) {
        var sandbox = config.sandbox();
        if (sandbox != null && !(sandbox.spec() instanceof ComponentSpec.Terraform)) {
            throw LandfallException.invalid(
                    "This version of Landfall deploys sandboxes of type terraform only; it keeps the one of type "
                            + sandbox.spec().typeName() + " and cannot deploy it.");
        }
    }

    /**
     * The Terraform module of a part.
     *
     * @throws LandfallException INVALID when it is something else
     */
    static ComponentSpec.Terraform module(Part part, ComponentSpec spec) {
        if (spec instanceof ComponentSpec.Terraform terraform) {
            return terraform;
        }
        throw LandfallException.invalid("This version of Landfall keeps " + part + " of type " + spec.typeName()
                + " and cannot deploy it; it deploys terraform_module only.");
    }

    /**
     * @throws LandfallException INVALID when the action wants surroundings that there are not
     */
    static void require(Action action) {
        var missing = missing(action);
        if (missing != null) {
            throw LandfallException.invalid("The action '" + action.name() + "' asks for '" + missing
                    + "', which this version of Landfall keeps and does not give to actions.");
        }
    }

    private static @Nullable String missing(Action action) {
        var settings = action.settings();
        if (settings.enableKubeConfig() || action.steps().stream().anyMatch(ActionStep::enableKubeConfig)) {
            return "enable_kube_config";
        }
        if (settings.kubernetesContext() != null) {
            return "kubernetes_context";
        }
        if (settings.image() != null) {
            return "image";
        }
        return settings.role() != null ? "role" : settings.breakGlassRole() != null ? "break_glass_role" : null;
    }
}
