/** One UPDATE as one trace: from the proxy that receives it, through its judge, and on. */
package io.sluice.schemas.trace;
