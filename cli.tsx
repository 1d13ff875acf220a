import { render, Text } from 'ink';

render(<Text>hoist</Text>);
