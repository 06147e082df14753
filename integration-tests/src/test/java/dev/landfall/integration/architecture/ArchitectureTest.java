package dev.landfall.integration.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/seeded/"))
            .importPackages("dev.landfall");

    private static final String PROTOCOL = "dev.landfall.protocol..";
    private static final String FORMATS = "dev.landfall.formats..";
    private static final String STACK_TEMPLATES = "dev.landfall.stacktemplates..";
    private static final String CONTROL_PLANE = "dev.landfall.controlplane..";
    private static final String FUNCTIONS = "dev.landfall.functions*..";
    private static final String FUNCTIONS_AWS = "dev.landfall.functionsaws..";
    private static final String RUNNER = "dev.landfall.runner..";
    private static final String CLI = "dev.landfall.cli..";

    @Test
    void everyModuleIsSeen() {
        for (var name : new String[] {
            "protocol",
            "formats",
            "stacktemplates",
            "controlplane",
            "functionslocal",
            "functionsaws",
            "functionsazure",
            "runner",
            "cli"
        }) {
            assertTrue(
                    PRODUCT.stream().anyMatch(type -> type.getPackageName().startsWith("dev.landfall." + name)), name);
        }
    }

    @Test
    void protocolAndFormatsKnowNobody() {
        noClasses()
                .that()
                .resideInAPackage(PROTOCOL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FORMATS, STACK_TEMPLATES, CONTROL_PLANE, FUNCTIONS, RUNNER, CLI)
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage(FORMATS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PROTOCOL, STACK_TEMPLATES, CONTROL_PLANE, FUNCTIONS, RUNNER, CLI)
                .check(PRODUCT);
    }

    @Test
    void stackTemplatesKnowNobodyWhoUsesThem() {
        noClasses()
                .that()
                .resideInAPackage(STACK_TEMPLATES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CONTROL_PLANE, FUNCTIONS, RUNNER, CLI, "java.net.http..")
                .check(PRODUCT);
    }

    @Test
    void theRunnerKnowsTheWireAndNotTheControlPlane() {
        noClasses()
                .that()
                .resideInAPackage(RUNNER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STACK_TEMPLATES, CONTROL_PLANE, FUNCTIONS, CLI)
                .check(PRODUCT);
    }

    @Test
    void theControlPlaneKnowsNoHostNoDatabaseAndNoHttpServer() {
        noClasses()
                .that()
                .resideInAPackage(CONTROL_PLANE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FUNCTIONS, RUNNER, CLI, "java.sql..", "org.sqlite..", "com.sun.net..")
                .check(PRODUCT);
    }

    /** One adapter that every host would otherwise have its own copy of. */
    @Test
    void theControlPlaneCallsOutThroughOnePackage() {
        noClasses()
                .that()
                .resideInAPackage(CONTROL_PLANE)
                .and()
                .resideOutsideOfPackage("dev.landfall.controlplane.outbound..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..")
                .check(PRODUCT);
    }

    @Test
    void onlyTheFunctionsOnAwsKnowItsSdk() {
        SdkRules.AWS_STAYS_IN_ITS_MODULE.check(PRODUCT);
    }

    @Test
    void onlyTheFunctionsOnAzureKnowItsSdk() {
        SdkRules.AZURE_STAYS_IN_ITS_MODULE.check(PRODUCT);
    }

    @Test
    void noTypeOfAnSdkIsInWhatAPortShows() {
        SdkRules.PORTS_SHOW_NO_SDK.check(PRODUCT);
    }

    @Test
    void nobodyKnowsTheFunctionsOnAwsAndTheyKnowNoOtherHost() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        PROTOCOL,
                        FORMATS,
                        CONTROL_PLANE,
                        "dev.landfall.functionslocal..",
                        "dev.landfall.functionsazure..",
                        RUNNER,
                        CLI)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(FUNCTIONS_AWS)
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage(FUNCTIONS_AWS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.landfall.functionslocal..", "dev.landfall.functionsazure..", RUNNER, CLI)
                .check(PRODUCT);
    }

    @Test
    void theHttpHostDoesNotKnowSqlite() {
        noClasses()
                .that()
                .resideInAPackage("dev.landfall.functionslocal.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..")
                .check(PRODUCT);
    }

    @Test
    void theFunctionsOfAzureKnowOnlyTheirLibrary() {
        noClasses()
                .that()
                .resideInAPackage("dev.landfall.functionsazure.function..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.azure..")
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage("dev.landfall.functionsazure..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.landfall.functionslocal..", "dev.landfall.functionsaws..", RUNNER, CLI)
                .check(PRODUCT);
    }

    @Test
    void rulesReadNeitherClockNorEnvironmentNorChance() {
        noClasses()
                .that()
                .resideInAnyPackage(CONTROL_PLANE, STACK_TEMPLATES, FORMATS, PROTOCOL)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .check(PRODUCT);
    }

    @Test
    void packagesHaveNoCycles() {
        for (var module : new String[] {
            "protocol",
            "formats",
            "stacktemplates",
            "controlplane",
            "functionslocal",
            "functionsaws",
            "functionsazure",
            "runner",
            "cli"
        }) {
            slices().matching("dev.landfall." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(PRODUCT);
        }
    }

    @Test
    void noPackageIsNamedAfterAHabit() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..", "..manager..")
                .check(PRODUCT);
    }

    @Test
    void signaturesHoldNoFutures() {
        methods()
                .that()
                .arePublic()
                .should()
                .notHaveRawReturnType("java.util.concurrent.CompletableFuture")
                .check(PRODUCT);
    }

    @Test
    void recordsOfTheWireHoldNoMutableMaps() {
        classes()
                .that()
                .areRecords()
                .and()
                .resideInAPackage(PROTOCOL)
                .should(copyTheirMaps())
                .check(PRODUCT);
    }

    /** A record with a map must have a compact constructor that calls {@code Map.copyOf} or an ordered copy. */
    private static ArchCondition<JavaClass> copyTheirMaps() {
        return new ArchCondition<>("copy the maps that they are given") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var hasMap = type.getFields().stream()
                        .anyMatch(field -> !field.getModifiers().contains(JavaModifier.STATIC)
                                && field.getRawType().isEquivalentTo(Map.class));
                var copies = type.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getName().equals("copyOf")
                                        || call.getName().startsWith("unmodifiable"))
                        || type.getConstructorCallsFromSelf().stream()
                                .anyMatch(call -> call.getTargetOwner().isAssignableTo(Map.class));
                if (hasMap && !copies) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " keeps a map that others can change"));
                }
            }
        };
    }
}
