package dev.landfall.stacktemplates.azure;

import dev.landfall.stacktemplates.model.RunnerHost.ExistingCluster;

/** What is said of a runner in the customer's own AKS cluster, whatever the language. */
public final class ClusterRunner {

    /** For whom the service account's token is, by Azure's own word. */
    public static final String AUDIENCE = "api://AzureADTokenExchange";

    /** What each identity's federated credential is called; an identity has one of the 20 that it may have. */
    public static final String CREDENTIAL = "landfall-runner";

    /** A subject that no token of a cluster has: theirs begin with {@code system:serviceaccount:}. */
    public static final String NOBODY = "switched-off";

    /** "Naming rules and restrictions for Azure resources", Microsoft.ContainerService and resource groups. */
    public static final int MAX_NAME = 63;

    public static final int MAX_GROUP = 90;
    public static final String NAME_FORM = "^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$";

    public static final String SWITCH =
            "The off switch: false takes all identities from the runner, and nothing is deleted. Apply the new Helm values too, which end its pod.";
    public static final String GROUP = "Resource group of the cluster; empty for this one.";
    public static final String ISSUER =
            "Address of the cluster's OIDC issuer, https; empty to read it from the cluster, whose issuer must be on.";

    private ClusterRunner() {}

    public static String name(ExistingCluster host) {
        return "Your AKS cluster. The runner lives in its namespace " + host.namespace()
                + ", which must be the runner's alone.";
    }

    public static String subject(ExistingCluster host) {
        return "system:serviceaccount:" + host.namespace() + ":" + host.serviceAccount();
    }

    /** The release is named as the account. */
    public static String helmCommand(ExistingCluster host) {
        return "helm upgrade --install " + host.serviceAccount() + " charts/landfall-runner --namespace "
                + host.namespace() + " --create-namespace --values values.json";
    }
}
