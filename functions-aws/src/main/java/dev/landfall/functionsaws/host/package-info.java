/** What a function of the control plane on AWS is made of: its settings, and every port on the service that serves it. */
@NullMarked
package dev.landfall.functionsaws.host;

import org.jspecify.annotations.NullMarked;
