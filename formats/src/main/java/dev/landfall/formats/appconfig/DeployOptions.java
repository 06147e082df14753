package dev.landfall.formats.appconfig;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How something is deployed, whatever it is.
 *
 * @param buildTimeout null = the control plane's default
 * @param deployTimeout null = the control plane's default
 * @param maxAutoRetries null = the control plane's default; 0 = none
 * @param driftSchedule five fields as in a UNIX crontab, in UTC; null = never looked at by itself
 * @param skipNoops a plan without changes is not applied
 * @param autoApproveOnPoliciesPassing nobody is asked when all policies pass
 * @param toggleable an install may do without it
 * @param defaultEnabled what a toggleable one is when an install says nothing
 * @param kubernetesContext name of a cluster, see {@link KubernetesContext}; null = the sandbox's
 * @param operationRoles roles of its operations, by preference over the app's rules
 * @param health how its health is seen, as written; null = not said
 */
public record DeployOptions(
        @Nullable Duration buildTimeout,
        @Nullable Duration deployTimeout,
        @Nullable Integer maxAutoRetries,
        @Nullable String driftSchedule,
        boolean skipNoops,
        boolean autoApproveOnPoliciesPassing,
        boolean toggleable,
        boolean defaultEnabled,
        @Nullable String kubernetesContext,
        List<OperationRole> operationRoles,
        @Nullable ConfigValue health) {

    public DeployOptions {
        operationRoles = List.copyOf(operationRoles);
    }

    List<ConfigValue> templates() {
        return Stream.concat(
                        operationRoles.stream().map(OperationRole::role),
                        Stream.of(health).filter(Objects::nonNull))
                .toList();
    }
}
