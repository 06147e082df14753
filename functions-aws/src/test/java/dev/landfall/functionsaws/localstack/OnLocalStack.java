package dev.landfall.functionsaws.localstack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test that needs LocalStack; without its image it is skipped, and says so. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "dev.landfall.functionsaws.localstack.Started#hasImage",
        disabledReason = "no container engine with LocalStack's image (" + Started.IMAGE
                + "): install one, and 'make test' sees to the image")
@interface OnLocalStack {}
