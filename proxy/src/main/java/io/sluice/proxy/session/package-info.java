/** Sessions: two legs on one event loop, followed from the first OPEN to the last NOTIFICATION. */
package io.sluice.proxy.session;
