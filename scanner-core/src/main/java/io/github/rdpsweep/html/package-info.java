/**
 * The report for people: one HTML file that holds all it needs and loads nothing. Page, style and
 * script are resources beside these classes, which add the data. It imports {@code report} and what
 * stands to its right.
 */
package io.github.rdpsweep.html;
