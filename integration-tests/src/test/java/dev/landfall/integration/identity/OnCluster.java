package dev.landfall.integration.identity;

import dev.landfall.emulators.KubeApiServer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test that needs a real kube-apiserver; without one it is skipped, and says so. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "dev.landfall.emulators.KubeApiServer#isBuilt", disabledReason = KubeApiServer.NOT_BUILT)
@interface OnCluster {}
