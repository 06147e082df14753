package dev.landfall.stacktemplates.aws;

import dev.landfall.stacktemplates.model.RunnerHost.Architecture;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import java.util.ArrayList;
import java.util.List;

/** What a customer can choose for the runner's machine. */
public final class MachineTypes {

    private static final List<String> ARM = List.of("t4g.medium", "t4g.large", "m7g.large", "m6g.large", "m7g.xlarge");
    private static final List<String> X86 = List.of("t3.medium", "t3.large", "m7i.large", "m6i.large", "m7i.xlarge");

    private MachineTypes() {}

    /** Types of instances, among them the vendor's. */
    public static List<String> of(VmGroup host) {
        var types = new ArrayList<>(host.architecture() == Architecture.ARM64 ? ARM : X86);
        var size = host.size();
        if (size != null && !types.contains(size)) {
            types.addFirst(size);
        }
        return types;
    }

    /** The type that is taken unless the customer chooses. */
    public static String defaultOf(VmGroup host) {
        var size = host.size();
        return size == null ? of(host).getFirst() : size;
    }

    /** Name of the SSM parameter with the newest image of the distribution. */
    public static String imageParameter(Architecture architecture) {
        return "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-"
                + (architecture == Architecture.ARM64 ? "arm64" : "x86_64");
    }
}
