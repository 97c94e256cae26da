package com.xenlixai.scan.generate.content;

import com.xenlixai.scan.contract.event.OutlineNode;
import java.util.List;

/// The outline as arrays: what each element says and what its subtree adds up to. Linear time,
/// no recursion, so depth costs nothing.
final class OutlineTree {

    final int size;
    final int[] parent;
    final String[] tag;
    final String[] hints;
    final String[] text;
    final int[] ownLinkChars;
    final boolean[] hidden;
    final int[] subtreeChars;
    final int[] subtreeLinkChars;

    OutlineTree(List<OutlineNode> nodes) {
        size = nodes.size();
        parent = new int[size];
        tag = new String[size];
        hints = new String[size];
        text = new String[size];
        ownLinkChars = new int[size];
        hidden = new boolean[size];
        subtreeChars = new int[size];
        subtreeLinkChars = new int[size];
        for (int i = 0; i < size; i++) {
            OutlineNode node = nodes.get(i);
            // A parent that does not come first cannot be one: such a node stands on its own.
            parent[i] = node.getParent() < i ? Math.max(-1, node.getParent()) : -1;
            tag[i] = node.getTag();
            hints[i] = node.getHints();
            hidden[i] = node.getHidden() || parent[i] >= 0 && hidden[parent[i]];
            text[i] = hidden[i] ? "" : PlainText.of(node.getText());
            ownLinkChars[i] = Math.clamp(node.getLinkChars(), 0, text[i].length());
        }
        for (int i = size - 1; i >= 0; i--) {
            subtreeChars[i] += text[i].length();
            subtreeLinkChars[i] += ownLinkChars[i];
            if (parent[i] >= 0) {
                subtreeChars[parent[i]] += subtreeChars[i];
                subtreeLinkChars[parent[i]] += subtreeLinkChars[i];
            }
        }
    }

    /// Share of the subtree's characters that are inside links, 0 to 1.
    double linkDensity(int node) {
        return subtreeChars[node] == 0 ? 0 : (double) subtreeLinkChars[node] / subtreeChars[node];
    }

    /// Share of the element's own characters that are inside links, 0 to 1.
    double ownLinkDensity(int node) {
        return text[node].isEmpty() ? 0 : (double) ownLinkChars[node] / text[node].length();
    }

    Block block(int node) {
        return new Block(text[node], Block.kindOf(tag[node]), Block.levelOf(tag[node]));
    }
}
