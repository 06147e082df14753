/** Stand-ins for AWS in tests: clients that talk to an emulator, and small servers that answer as a service would. */
@NullMarked
package dev.landfall.functionsaws.cloud;

import org.jspecify.annotations.NullMarked;
