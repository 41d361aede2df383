/** Sockets: epoll or NIO, what is set on them, listening and dialling. */
package io.sluice.proxy.net;
