/** Verdicts: read from the proxy's partition and handed to their sessions; is a judge there? */
package io.sluice.proxy.verdict;
