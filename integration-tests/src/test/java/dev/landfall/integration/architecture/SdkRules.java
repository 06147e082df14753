package dev.landfall.integration.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

/** Where the clouds' SDKs may be known. */
final class SdkRules {

    private static final List<String> AWS = List.of("software.amazon.", "com.amazonaws.");
    private static final List<String> AZURE = List.of("com.azure.", "com.microsoft.", "reactor.");

    static final ArchRule AWS_STAYS_IN_ITS_MODULE =
            staysIn("dev.landfall.functionsaws..", "software.amazon..", "com.amazonaws..");

    static final ArchRule AZURE_STAYS_IN_ITS_MODULE =
            staysIn("dev.landfall.functionsazure..", "com.azure..", "com.microsoft..", "reactor..");

    /** Return types, parameters and exceptions, with the arguments of generic types. */
    static final ArchRule PORTS_SHOW_NO_SDK = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(describe("implement a port", SdkRules::implementsPort))
            .should(showNo(Stream.concat(AWS.stream(), AZURE.stream()).toList()));

    private SdkRules() {}

    private static ArchRule staysIn(String module, String... sdk) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(module, "dev.landfall.integration..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(sdk);
    }

    private static boolean implementsPort(JavaClass type) {
        return type.getAllRawInterfaces().stream()
                .anyMatch(port -> port.getPackageName().startsWith("dev.landfall.controlplane."));
    }

    private static ArchCondition<JavaMethod> showNo(List<String> prefixes) {
        return new ArchCondition<>("show no type of an SDK") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(
                                Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream()),
                                method.getExceptionTypes().stream().map(JavaType.class::cast))
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .filter(type -> prefixes.stream().anyMatch(type.getName()::startsWith))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " shows " + type.getName())));
            }
        };
    }
}
