package dev.sks.manager.tenants;

import java.util.Map;

/**
 * Where attempts find a manager.
 *
 * @param namespace of the product
 * @param labels of the managers' pods
 */
record ManagerAddress(String namespace, Map<String, String> labels, int port) {}
