package dev.mullion.diff.report;

/**
 * A resource by its name.
 *
 * @param target the id of the element that it leads to; empty for a resource that stays as it is
 */
record HtmlLink(String name, String target) {}
