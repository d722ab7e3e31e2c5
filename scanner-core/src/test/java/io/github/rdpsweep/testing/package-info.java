/** What the tests of several packages and modules share. */
package io.github.rdpsweep.testing;
