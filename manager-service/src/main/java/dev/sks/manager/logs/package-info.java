/**
 * Ships what attempts print to {@code sks.job-logs}: one mechanism, two kinds of source. Launchers
 * enter, with an attempt and its folder here, with its pods in {@code pods}.
 */
package dev.sks.manager.logs;
