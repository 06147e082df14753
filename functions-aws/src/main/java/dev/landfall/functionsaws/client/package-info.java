/** How AWS is called: clients with their deadlines, and what their failures mean. No service's meaning lives here. */
@NullMarked
package dev.landfall.functionsaws.client;

import org.jspecify.annotations.NullMarked;
