/** What the tests of every module share; knows none of them. */
@NullMarked
package dev.mullion.testkit;

import org.jspecify.annotations.NullMarked;
