/**
 * What breaks Windows on AWS, looked for in any plan or state: a catalogue of rules ({@link dev.mullion.check.Rule}), and a class
 * for each kind of resource that looks for them. Values come masked; only boot scripts are read as they are, and of them nothing
 * but a line number and our own words leaves the class that reads them.
 */
@NullMarked
package dev.mullion.check;

import org.jspecify.annotations.NullMarked;
