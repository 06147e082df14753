package dev.landfall.runner.isolation;

import java.util.List;

/**
 * Addresses at which a machine hands out its own identity, or lets itself be managed. Name servers at such addresses stay
 * reachable.
 */
final class ClosedAddresses {

    /** Metadata of EC2 and of Azure's machines, the agents of ECS and EKS. */
    static final List<String> IPV4 = List.of("169.254.169.254", "169.254.170.2", "169.254.170.23");

    /** Metadata of EC2 and the agent of EKS. */
    static final List<String> IPV6 = List.of("fd00:ec2::254", "fd00:ec2::23");

    /** Azure's platform address, which is also its name server ("What is IP address 168.63.129.16?"): all but port 53. */
    static final String AZURE_PLATFORM = "168.63.129.16";

    private ClosedAddresses() {}
}
