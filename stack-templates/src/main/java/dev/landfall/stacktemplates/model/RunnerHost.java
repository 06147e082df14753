package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the runner runs on. */
public sealed interface RunnerHost {

    /**
     * A group of one virtual machine that replaces it when it is ill.
     *
     * @param architecture of the machine
     * @param size instance type or VM size, which the customer can change; null takes the rendering's default
     * @param image id of our own image; null takes the newest of the distribution
     * @param diskGib 20 to 1024
     * @param release what the machine fetches at its first start
     */
    record VmGroup(
            Architecture architecture,
            @Nullable String size,
            @Nullable String image,
            int diskGib,
            RunnerRelease release)
            implements RunnerHost {

        private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,255}");

        public VmGroup {
            requirePlain(size, "size");
            requirePlain(image, "image");
            if (diskGib < 20 || diskGib > 1024) {
                throw LandfallException.invalid("A runner's disk has 20 to 1024 GiB, not " + diskGib + ".");
            }
        }

        private static void requirePlain(@Nullable String value, String what) {
            if (value != null && !PLAIN.matcher(value).matches()) {
                throw LandfallException.invalid("'" + value + "' cannot be the " + what + " of a machine.");
            }
        }
    }

    /**
     * A cluster that the customer has: the stack makes identities and joins them with the service account; the runner comes by
     * its Helm chart, whose command the stack puts out.
     */
    record ExistingCluster(String namespace, String serviceAccount, ContainerImage image) implements RunnerHost {

        private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

        public ExistingCluster {
            requireLabel(namespace);
            requireLabel(serviceAccount);
        }

        private static void requireLabel(String value) {
            if (value == null || !LABEL.matcher(value).matches()) {
                throw LandfallException.invalid(
                        "'" + value + "' is not a name in Kubernetes: use up to 63 of a-z, 0-9 and '-'.");
            }
        }
    }

    /**
     * A cloud's own containers without machines to look after: ECS on Fargate. Such a container cannot keep jobs apart by user.
     *
     * @param cpuUnits 1024 are one processor
     */
    record ContainerService(Architecture architecture, int cpuUnits, int memoryMib, ContainerImage image)
            implements RunnerHost {

        public ContainerService {
            boolean known = switch (cpuUnits) {
                case 512 -> memoryMib >= 1024 && memoryMib <= 4096 && memoryMib % 1024 == 0;
                case 1024 -> memoryMib >= 2048 && memoryMib <= 8192 && memoryMib % 1024 == 0;
                case 2048 -> memoryMib >= 4096 && memoryMib <= 16384 && memoryMib % 1024 == 0;
                case 4096 -> memoryMib >= 8192 && memoryMib <= 30720 && memoryMib % 1024 == 0;
                default -> false;
            };
            if (!known) {
                throw LandfallException.invalid("Fargate has no task of " + cpuUnits + " CPU units and " + memoryMib
                        + " MiB: use 512 with 1 to 4 GiB, 1024 with 2 to 8, 2048 with 4 to 16, 4096 with 8 to 30.");
            }
        }
    }

    /** Processors that the runner is built for. */
    enum Architecture {
        X86_64,
        ARM64
    }
}
